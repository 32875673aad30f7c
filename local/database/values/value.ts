/** A stored value. Long and Double arrive as `number`, ObjectId as its hex string, as the SDKs show them. */
export type Value = null | boolean | number | string | Date | RegExp | Value[] | Fields;

export interface Fields {
  [field: string]: Value;
}

/** A document is never changed in place: every version is a new object sharing what did not change. */
export type Doc = Fields;

/** A plain object, as opposed to scalars, arrays, dates and regular expressions. */
export const isFields = (value: Value | undefined): value is Fields =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof RegExp);

/** Own property or undefined: a field called `constructor` is a field like any other. */
export const field = (fields: Fields, name: string): Value | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

/** MongoDB's alias of a value's type, as `$type` and error messages use it. */
export function typeName(value: Value | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regex';
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    case 'number':
      return numberType(value);
    default:
      return 'object';
  }
}

/** The SDK sends integers as int or long and everything else as double. */
function numberType(value: number): string {
  if (!Number.isInteger(value)) return 'double';
  return Math.abs(value) < 2 ** 31 ? 'int' : 'long';
}
