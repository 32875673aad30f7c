import { isFields, type Value } from './value';

/** A string that two values share exactly if they are equal; missing counts as null, as in an index. */
export function keyOf(value: Value | undefined): string {
  if (value === undefined || value === null) return '_';
  switch (typeof value) {
    case 'string':
      return `s${value}`;
    case 'number':
      return `n${value === 0 ? 0 : value}`;
    case 'boolean':
      return value ? 't' : 'f';
    default:
      return value instanceof Date ? `d${value.getTime()}` : composite(value);
  }
}

/** Several keys as one; the length in front keeps `["a", "b"]` apart from `["a,b"]`. */
export const joinKeys = (keys: readonly string[]): string =>
  keys.length === 1 ? (keys[0] ?? '') : keys.map((key) => `${key.length}:${key}`).join('');

function composite(value: Value): string {
  if (Array.isArray(value)) return `[${value.map((item) => joinKeys(['', keyOf(item)])).join('')}]`;
  if (!isFields(value)) return `r${String(value)}`;
  const parts = Object.entries(value).map(([name, item]) => joinKeys([name, keyOf(item)]));
  return `{${parts.join('')}}`;
}
