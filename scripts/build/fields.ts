import * as z from 'zod';
import * as shapes from '#shared/contracts/shapes';

/** One field of a call's input or output, as the documentation lists it. */
export interface Field {
  /** `lines[].skuId`; a question mark when it may be left out. */
  readonly path: string;
  readonly type: string;
}

/** What the shared shapes are called; a field made of one is listed by its name. */
const NAMES = new Map<unknown, string>([
  [shapes.Id, 'id'],
  [shapes.RequestId, 'request id'],
  [shapes.Fen, 'fen'],
  [shapes.SignedFen, 'fen, signed'],
  [shapes.Qty, 'pieces 1 … 9999'],
  [shapes.Count, 'count'],
  [shapes.Time, 'time'],
  [shapes.Day, 'day'],
  [shapes.Cursor, 'cursor'],
]);

/** The part of JSON Schema that zod writes. */
interface Json {
  readonly type?: string;
  readonly named?: string;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
  readonly items?: Json;
  readonly prefixItems?: readonly Json[];
  readonly additionalProperties?: Json | boolean;
  readonly anyOf?: readonly Json[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** Every field of a shape, nested ones below their parent. */
export function fieldsOf(shape: z.ZodType, io: 'input' | 'output'): Field[] {
  const json = z.toJSONSchema(shape, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const named = NAMES.get(zodSchema);
      if (named) Object.assign(jsonSchema, { named });
    },
  });
  // zod's type of a JSON Schema allows every dialect; this is the one it writes.
  return inside('', json as Json);
}

function inside(path: string, json: Json): Field[] {
  const object = objectIn(json);
  if (!object) return [];
  const { at, properties, required } = object;
  return Object.entries(properties).flatMap(([name, value]) => {
    const full = `${path}${at}${path || at ? '.' : ''}${name}`.replace(/^\./, '');
    const must = required.includes(name);
    return [
      { path: must ? full : `${full}?`, type: typeOf(value) + presetOf(value) },
      ...inside(full, value),
    ];
  });
}

/** The object whose fields are worth listing: the value itself, a list's or record's element, the non-null side. */
function objectIn(
  json: Json,
): { at: string; properties: Record<string, Json>; required: readonly string[] } | undefined {
  if (json.properties && Object.keys(json.properties).length > 0)
    return { at: '', properties: json.properties, required: json.required ?? [] };
  const element = json.items ? ([json.items, '[]'] as const) : recordOf(json);
  if (element) {
    const found = objectIn(element[0]);
    return found && { ...found, at: element[1] + found.at };
  }
  const sides = json.anyOf?.map(objectIn).filter((found) => found !== undefined) ?? [];
  // Several objects have no fields in common to list; the type column tells how many forms there are.
  return sides.length === 1 ? sides[0] : undefined;
}

const recordOf = (json: Json): readonly [Json, string] | undefined =>
  typeof json.additionalProperties === 'object' ? [json.additionalProperties, '{}'] : undefined;

function typeOf(json: Json): string {
  if (json.named) return json.named;
  if (json.anyOf) return json.anyOf.map(typeOf).join(' or ');
  if (json.enum) return json.enum.map((value) => `\`${String(value)}\``).join(' ');
  if (json.const !== undefined) return `\`${String(json.const)}\``;
  if (json.prefixItems) return `[${json.prefixItems.map(typeOf).join(', ')}]`;
  switch (json.type) {
    case 'array':
      return `list${range(json.minItems, json.maxItems)}${json.items ? ` of ${typeOf(json.items)}` : ''}`;
    case 'object':
      return typeof json.additionalProperties === 'object'
        ? `record of ${typeOf(json.additionalProperties)}`
        : 'object';
    case 'string':
      if (json.pattern) return `text \`${json.pattern}\``;
      return json.maxLength === undefined ? 'text' : `text ≤ ${json.maxLength}`;
    case 'integer':
    case 'number':
      return `${json.type}${range(json.minimum, json.maximum)}`;
    default:
      return json.type ?? 'anything';
  }
}

const UNBOUNDED = Number.MAX_SAFE_INTEGER;
function range(low?: number, high?: number): string {
  const from = low === undefined || low <= -UNBOUNDED ? undefined : low;
  const to = high === undefined || high >= UNBOUNDED ? undefined : high;
  if (from !== undefined && to !== undefined) return from === to ? ` ${from}` : ` ${from} … ${to}`;
  if (from !== undefined) return ` ≥ ${from}`;
  return to === undefined ? '' : ` ≤ ${to}`;
}

const presetOf = (json: Json): string =>
  json.default === undefined ? '' : `, \`${JSON.stringify(json.default)}\` if left out`;
