import { failed, invalidParam } from '../errors';
import type { Fields, Value } from '../values/value';

/** Turns one EJSON text of the wire (canonical or relaxed) into values; `now` answers server dates. */
export function decode(text: unknown, now: () => number): Fields {
  const value = decodeAny(text, now);
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Date)
    throw invalidParam('参数必须是对象');
  return value instanceof RegExp ? {} : value;
}

/** As `decode`, for the stage values of an aggregation, which may be any JSON. */
export function decodeAny(text: unknown, now: () => number): Value {
  if (text === undefined || text === null || text === '') return {};
  if (typeof text !== 'string') return revive(text, now);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalidParam('请求参数不是合法的 EJSON');
  }
  return revive(json, now);
}

function revive(json: unknown, now: () => number): Value {
  if (json === null || typeof json === 'string' || typeof json === 'boolean') return json;
  if (typeof json === 'number') return json;
  if (Array.isArray(json)) return json.map((item) => revive(item, now));
  if (typeof json !== 'object') throw invalidParam('请求参数不是合法的 EJSON');
  const fields: Fields = {};
  for (const [name, item] of Object.entries(json)) {
    if (name.charCodeAt(0) === 36) {
      const special = WRAPPERS[name];
      if (special) return special(item, now);
    }
    // A plain assignment would change the prototype instead of making a field.
    if (name === '__proto__') throw failed("The field name '__proto__' is not supported.");
    fields[name] = revive(item, now);
  }
  return fields;
}

type Wrapper = (content: unknown, now: () => number) => Value;

const text = (content: unknown): string => {
  if (typeof content === 'string') return content;
  throw invalidParam('请求参数不是合法的 EJSON');
};

const member = (content: unknown, name: string): unknown =>
  typeof content === 'object' && content !== null ? Reflect.get(content, name) : undefined;

const toRegExp = (pattern: unknown, options: unknown): RegExp => {
  // `x` (extended) has no counterpart in JavaScript; `g` would make `test` remember its place.
  const flags = typeof options === 'string' ? options.replaceAll(/[^ims]/g, '') : '';
  try {
    return new RegExp(text(pattern), flags);
  } catch {
    throw failed('Regular expression is invalid');
  }
};

function toDate(content: unknown, now: () => number): Date {
  if (typeof content === 'string') return new Date(content);
  return new Date(Number(typeof content === 'number' ? content : revive(content, now)));
}

const serverDate: Wrapper = (content, now) =>
  new Date(now() + Number(revive(member(content, 'offset') ?? 0, now)));

const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  $numberInt: (content) => Number(text(content)),
  $numberLong: (content) => Number(text(content)),
  $numberDouble: (content) => Number(text(content)),
  $numberDecimal: (content) => Number(text(content)),
  $oid: text,
  $date: toDate,
  $regularExpression: (content) => toRegExp(member(content, 'pattern'), member(content, 'options')),
  $tcb_server_date: serverDate,
};
