import { isFields, type Fields, type Value } from './value';

/** Rank of a value's type in MongoDB's order; `undefined` (an empty array when sorting) comes first. */
export function typeRank(value: Value | undefined): number {
  if (value === undefined) return 0;
  if (value === null) return 1;
  switch (typeof value) {
    case 'number':
      return 2;
    case 'string':
      return 3;
    case 'boolean':
      return 8;
    default:
      if (Array.isArray(value)) return 5;
      if (value instanceof Date) return 9;
      return value instanceof RegExp ? 11 : 4;
  }
}

/** Total order over all values: first by type, then by value. Strings by UTF-16 unit, not by UTF-8 byte. */
export function compare(a: Value | undefined, b: Value | undefined): number {
  if (a === b) return 0;
  const rank = typeRank(a) - typeRank(b);
  if (rank !== 0) return rank;
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  if (typeof a === 'boolean') return a ? 1 : -1;
  if (a instanceof Date && b instanceof Date) return compareNumbers(a.getTime(), b.getTime());
  if (a instanceof RegExp && b instanceof RegExp)
    return a.source < b.source ? -1 : +(`${a}` !== `${b}`);
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b);
  return isFields(a) && isFields(b) ? compareFields(a, b) : 0;
}

/** Equality as MongoDB sees it: the order of an object's fields counts. */
export function equal(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return a !== a && b !== b;
  return compare(a, b) === 0;
}

/** NaN is the smallest number and equals itself. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
}

function compareArrays(a: Value[], b: Value[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const order = compare(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareFields(a: Fields, b: Fields): number {
  const namesA = Object.keys(a);
  const namesB = Object.keys(b);
  const shared = Math.min(namesA.length, namesB.length);
  for (let i = 0; i < shared; i++) {
    const nameA = namesA[i] ?? '';
    const nameB = namesB[i] ?? '';
    const order =
      typeRank(a[nameA]) - typeRank(b[nameB]) ||
      (nameA === nameB ? compare(a[nameA], b[nameB]) : nameA < nameB ? -1 : 1);
    if (order !== 0) return order;
  }
  return namesA.length - namesB.length;
}
