import { failed } from '../errors';
import { compare, equal, typeRank } from '../values/compare';
import { keyOf } from '../values/key';
import { isFields, typeName, type Fields, type Value } from '../values/value';

/** A test of one value; array fields offer it the array and every element. */
export type LeafTest = (value: Value | undefined) => boolean;

/** Makes the test from the operator's argument; `siblings` are the operators it stands beside. */
type LeafTestMaker = (argument: Value, siblings: Fields) => LeafTest;

/** Ranges only compare values of one type: `{ $gt: 5 }` says nothing about strings. */
const range =
  (accept: (order: number) => boolean): LeafTestMaker =>
  (bound) => {
    if (bound instanceof RegExp) throw failed("Can't have RegEx as arg to predicate over field");
    const rank = typeRank(bound);
    return (value) => {
      const seen = value ?? null;
      return typeRank(seen) === rank && !oneIsNaN(seen, bound) && accept(compare(seen, bound));
    };
  };

const oneIsNaN = (a: Value, b: Value): boolean => Number.isNaN(a) !== Number.isNaN(b);

const membership: LeafTestMaker = (list) => {
  if (!Array.isArray(list)) throw failed('$in needs an array');
  const keys = new Set(list.filter((item) => !(item instanceof RegExp)).map(keyOf));
  const patterns = list.filter((item) => item instanceof RegExp);
  return (value) =>
    keys.has(keyOf(value)) ||
    (typeof value === 'string' && patterns.some((pattern) => pattern.test(value)));
};

const regex: LeafTestMaker = (pattern, siblings) => {
  const wanted = toRegExp(pattern, siblings['$options']);
  return (value) =>
    typeof value === 'string'
      ? wanted.test(value)
      : value instanceof RegExp && String(value) === String(wanted);
};

function toRegExp(pattern: Value, options: Value | undefined): RegExp {
  const source = pattern instanceof RegExp ? pattern.source : pattern;
  if (typeof source !== 'string') throw failed('$regex has to be a string');
  const given =
    typeof options === 'string' ? options : pattern instanceof RegExp ? pattern.flags : '';
  try {
    return new RegExp(source, given.replaceAll(/[^ims]/g, ''));
  } catch {
    throw failed('Regular expression is invalid');
  }
}

const modulo: LeafTestMaker = (argument) => {
  const [divisor, remainder] = Array.isArray(argument) ? argument : [];
  if (typeof divisor !== 'number' || typeof remainder !== 'number')
    throw failed('malformed mod, needs to be an array of two numbers');
  if (Math.trunc(divisor) === 0) throw failed('divisor cannot be 0');
  return (value) =>
    typeof value === 'number' && Math.trunc(value) % Math.trunc(divisor) === Math.trunc(remainder);
};

const TYPE_CODES: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  18: 'long',
};

/** Test for `$type` and JSON schema's `bsonType`. */
export const hasType = (wanted: Value): LeafTest => {
  const names = (Array.isArray(wanted) ? wanted : [wanted]).map((name) =>
    typeof name === 'number' ? TYPE_CODES[name] : name,
  );
  return (value) =>
    names.includes(typeName(value)) || (names.includes('number') && typeof value === 'number');
};

const bits =
  (accept: (masked: bigint, mask: bigint) => boolean): LeafTestMaker =>
  (argument) => {
    const positions = Array.isArray(argument) ? argument.map(Number) : undefined;
    const mask = positions
      ? positions.reduce((sum, position) => sum | (1n << BigInt(position)), 0n)
      : BigInt(Number(argument));
    return (value) => Number.isInteger(value) && accept(BigInt(Number(value)) & mask, mask);
  };

/** Operators decided by one value at a time. */
export const leafTests: Readonly<Record<string, LeafTestMaker>> = {
  $eq: (wanted) => (value) => equal(value ?? null, wanted),
  $in: membership,
  $gt: range((order) => order > 0),
  $gte: range((order) => order >= 0),
  $lt: range((order) => order < 0),
  $lte: range((order) => order <= 0),
  $regex: regex,
  $options: () => () => true,
  $mod: modulo,
  $type: (wanted) => hasType(wanted),
  $bitsAllSet: bits((masked, mask) => masked === mask),
  $bitsAnySet: bits((masked) => masked !== 0n),
  $bitsAllClear: bits((masked) => masked === 0n),
  $bitsAnyClear: bits((masked, mask) => masked !== mask),
  $comment: () => () => true,
};

/** `$elemMatch` conditions made of operators judge the elements themselves. */
export const isScalarCondition = (condition: Value): boolean =>
  isFields(condition) &&
  Object.keys(condition).every((name) => name.startsWith('$') && !LOGICAL.has(name));

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr']);
