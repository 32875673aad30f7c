import { isOperators } from '../query/compile';
import { isFields, type Fields, type Value } from '../values/value';

/** One end of a range. */
export interface Bound {
  readonly value: Value;
  readonly inclusive: boolean;
}

/** What a filter demands of one field, as far as an index can use it. */
export interface Condition {
  /** The field equals one of these. */
  anyOf?: readonly Value[];
  low?: Bound;
  high?: Bound;
}

/** Beyond this many values, a union of look-ups is no longer clearly better than a scan. */
const MAX_UNION = 1000;

/** Collects the conditions that every match must meet: top level and inside `$and`. */
export function conditionsOf(filter: Fields, found = new Map<string, Condition>()) {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) {
      for (const part of condition) if (isFields(part)) conditionsOf(part, found);
    } else if (!name.startsWith('$')) {
      const known = found.get(name) ?? {};
      found.set(name, known);
      if (isOperators(condition)) operators(condition, known);
      else equality(condition, known);
    }
  }
  return found;
}

/** Index rows hold the elements of arrays, so an array itself cannot be looked up; a pattern neither. */
const usable = (value: Value): boolean => !Array.isArray(value) && !(value instanceof RegExp);

function equality(value: Value, known: Condition): void {
  if (usable(value)) known.anyOf ??= [value];
}

function operators(condition: Fields, known: Condition): void {
  for (const [operator, argument] of Object.entries(condition)) {
    if (!usable(argument) && operator !== '$in') continue;
    switch (operator) {
      case '$eq':
        equality(argument, known);
        break;
      case '$in':
        if (Array.isArray(argument) && argument.length <= MAX_UNION && argument.every(usable)) {
          known.anyOf ??= argument;
        }
        break;
      case '$gt':
      case '$gte':
        known.low ??= { value: argument, inclusive: operator === '$gte' };
        break;
      case '$lt':
      case '$lte':
        known.high ??= { value: argument, inclusive: operator === '$lte' };
        break;
    }
  }
}
