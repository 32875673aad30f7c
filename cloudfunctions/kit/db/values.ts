import { Condition } from '../conditions';
import type { Change, Where } from '../ports';

/** A value the database would store or compare differently from what was meant. A defect, never a refusal. */
export class BadValue extends Error {
  constructor(where: string, why: string) {
    super(`${where}: ${why}`);
  }
}

const badKey = (key: string): boolean =>
  key === '' ||
  key.startsWith('$') ||
  key.includes('.') ||
  key === '__proto__' ||
  key === 'constructor' ||
  key === 'prototype';

/** JSON and nothing else; whole numbers within ±2^53. Undefined would disappear, NaN and operators would be kept. */
export function checkValue(value: unknown, where: string): void {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return;
    case 'number':
      if (!Number.isFinite(value)) throw new BadValue(where, 'not a finite number');
      if (Number.isInteger(value) && !Number.isSafeInteger(value))
        throw new BadValue(where, 'beyond 2^53');
      return;
    case 'object':
      break;
    default:
      throw new BadValue(where, `${typeof value} cannot be stored`);
  }
  if (value === null) return;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) checkValue(value[i], `${where}.${i}`);
    return;
  }
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null)
    throw new BadValue(where, 'only plain objects can be stored');
  for (const [key, inner] of Object.entries(value)) {
    if (badKey(key)) throw new BadValue(where, `key ${JSON.stringify(key)}`);
    checkValue(inner, `${where}.${key}`);
  }
}

export function checkId(id: unknown, where: string): void {
  if (typeof id !== 'string' || id === '' || id.length > 256)
    throw new BadValue(where, 'an id is a non-empty string');
}

export function checkDoc(collection: string, doc: object & { _id?: unknown }): void {
  checkId(doc._id, `${collection}._id`);
  checkValue(doc, collection);
}

const badPath = (path: string): boolean =>
  path.split('.').some((part) => badKey(part)) || path === '_id';

function checkScalar(value: unknown, where: string): void {
  if (typeof value === 'object' && value !== null) throw new BadValue(where, 'not a plain value');
  checkValue(value, where);
}

/** Every filter value is defined and plain, or a condition built by our own code. */
export function checkWhere(where: Where, collection: string): void {
  for (const [path, value] of Object.entries(where)) {
    const at = `${collection}.where.${path}`;
    if (path !== '_id' && badPath(path)) throw new BadValue(at, 'bad path');
    if (!(value instanceof Condition)) checkScalar(value, at);
    else if (Array.isArray(value.value)) for (const v of value.value) checkScalar(v, at);
    else checkScalar(value.value, at);
  }
}

/** A filter of a write may not be empty: it would match everything. */
export function checkWriteWhere(where: Where, collection: string): void {
  if (Object.keys(where).length === 0) throw new BadValue(`${collection}.where`, 'empty');
  checkWhere(where, collection);
}

export function checkChange(change: Change, collection: string): void {
  const paths = [
    ...Object.keys(change.set ?? {}),
    ...Object.keys(change.inc ?? {}),
    ...(change.unset ?? []),
    ...Object.keys(change.push ?? {}),
    ...Object.keys(change.pull ?? {}),
  ];
  if (paths.length === 0) throw new BadValue(collection, 'a change that changes nothing');
  for (const path of paths) if (badPath(path)) throw new BadValue(collection, `path ${path}`);
  for (const [i, path] of paths.entries())
    if (paths.some((other, j) => i !== j && (other === path || other.startsWith(`${path}.`))))
      throw new BadValue(collection, `two changes of ${path}`);
  for (const [path, value] of Object.entries({ ...change.set, ...change.push }))
    checkValue(value, `${collection}.${path}`);
  for (const [path, by] of Object.entries(change.inc ?? {}))
    if (!Number.isSafeInteger(by)) throw new BadValue(`${collection}.${path}`, 'inc by a fraction');
  for (const [path, fields] of Object.entries(change.pull ?? {}))
    for (const value of Object.values(fields)) checkScalar(value, `${collection}.${path}`);
}

/** True when the change cannot leave a document as it was, so that the count of changed documents tells the match. */
export const alwaysChanges = (change: Change): boolean =>
  Object.values(change.inc ?? {}).some((by) => by !== 0) ||
  Object.keys(change.push ?? {}).length > 0;
