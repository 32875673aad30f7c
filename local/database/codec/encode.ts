import { isFields, type Doc, type Fields, type Value } from '../values/value';

/** One document as the EJSON text the SDKs parse: relaxed numbers, canonical everything else. */
export const encode = (doc: Doc): string => JSON.stringify(wire(doc));

/** The same object where nothing needs a wrapper, so that plain documents cost one `stringify`. */
function wire(value: Value): unknown {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : { $numberDouble: String(value) };
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return wireItems(value);
  if (isFields(value)) return wireFields(value);
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } };
  const options = value.flags.replaceAll(/[^ims]/g, '');
  return { $regularExpression: { pattern: value.source, options } };
}

function wireItems(items: Value[]): unknown[] {
  let copy: unknown[] | undefined;
  for (const [i, item] of items.entries()) {
    const out = wire(item);
    if (out === item) continue;
    copy ??= [...items];
    copy[i] = out;
  }
  return copy ?? items;
}

function wireFields(fields: Fields): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined;
  for (const name in fields) {
    const item = fields[name];
    if (item === undefined) continue;
    const out = wire(item);
    if (out === item) continue;
    copy ??= { ...fields };
    copy[name] = out;
  }
  return copy ?? fields;
}
