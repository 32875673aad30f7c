import { failed } from '../errors';
import { compile, fieldTest, isOperators } from '../query/compile';
import { comparator, parseSort } from '../query/sort';
import { compare, equal } from '../values/compare';
import { field, isFields, typeName, type Fields, type Value } from '../values/value';
import type { ChangeMaker } from './change';
import type { Slot } from './draft';
import { checkStorable } from './storable';

/** The array in a slot; undefined if the field is missing, refused if it is something else. */
function items(slot: Slot, operator: string, path: string): Value[] | undefined {
  if (slot.value === undefined || Array.isArray(slot.value)) return slot.value;
  throw failed(
    `The field '${path}' must be an array but is of type ${typeName(slot.value)} (${operator})`,
  );
}

const put = (slot: Slot, before: Value[] | undefined, after: Value[]): void => {
  if (before === undefined || !equal(before, after)) slot.set(after);
};

const EACH_OPTIONS = new Set(['$each', '$position', '$slice', '$sort']);

function eachOf(argument: Value, operator: string): { values: Value[]; options: Fields } {
  if (!isFields(argument) || !Object.hasOwn(argument, '$each')) {
    checkStorable(argument);
    return { values: [argument], options: {} };
  }
  const values = argument['$each'];
  if (!Array.isArray(values)) throw failed(`The argument to $each in ${operator} must be an array`);
  const unknown = Object.keys(argument).find((name) => !EACH_OPTIONS.has(name));
  if (unknown !== undefined) throw failed(`Unrecognized clause in ${operator}: ${unknown}`);
  checkStorable(values);
  return { values, options: argument };
}

const integer = (options: Fields, name: string): number | undefined => {
  const value = field(options, name);
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw failed(`The value for ${name} must be an integer value`);
};

const push: ChangeMaker = (argument) => {
  const { values, options } = eachOf(argument, '$push');
  const position = integer(options, '$position');
  const slice = integer(options, '$slice');
  const order = field(options, '$sort');
  const compareItems = order === undefined ? undefined : itemOrder(order);
  return {
    creates: true,
    apply: (slot, path) => {
      const before = items(slot, '$push', path);
      const after = [...(before ?? [])];
      after.splice(position ?? after.length, 0, ...values);
      if (compareItems) after.sort(compareItems);
      const cut =
        slice === undefined ? after : slice < 0 ? after.slice(slice) : after.slice(0, slice);
      put(slot, before, cut);
    },
  };
};

/** `1` / `-1` for the items themselves, or an order over their fields. */
function itemOrder(order: Value): (a: Value, b: Value) => number {
  if (order === 1 || order === -1) return (a, b) => compare(a, b) * order;
  if (!isFields(order)) throw failed('The $sort is invalid: use 1/-1 or an object');
  const compareFields = comparator(parseSort(order));
  return (a, b) => compareFields(isFields(a) ? a : {}, isFields(b) ? b : {});
}

const addToSet: ChangeMaker = (argument) => {
  const { values } = eachOf(argument, '$addToSet');
  return {
    creates: true,
    apply: (slot, path) => {
      const before = items(slot, '$addToSet', path);
      const after = [...(before ?? [])];
      for (const value of values) if (!after.some((item) => equal(item, value))) after.push(value);
      put(slot, before, after);
    },
  };
};

const pop: ChangeMaker = (end) => {
  if (end !== 1 && end !== -1) throw failed('$pop expects 1 or -1');
  return {
    creates: false,
    apply: (slot, path) => {
      const before = items(slot, '$pop', path);
      if (before && before.length > 0) slot.set(end === 1 ? before.slice(0, -1) : before.slice(1));
    },
  };
};

/** Removes the items a test accepts. */
const removing = (operator: string, test: (item: Value) => boolean) => ({
  creates: false,
  apply: (slot: Slot, path: string) => {
    const before = items(slot, operator, path);
    const after = before?.filter((item) => !test(item));
    if (before && after && after.length < before.length) slot.set(after);
  },
});

const pull: ChangeMaker = (condition) => {
  if (isOperators(condition) || condition instanceof RegExp) {
    const test = fieldTest(['v'], condition);
    return removing('$pull', (item) => test({ v: item }));
  }
  if (!isFields(condition)) return removing('$pull', (item) => equal(item, condition));
  const test = compile(condition);
  return removing('$pull', (item) => isFields(item) && test(item));
};

const pullAll: ChangeMaker = (values) => {
  if (!Array.isArray(values)) throw failed('$pullAll requires an array argument');
  return removing('$pullAll', (item) => values.some((value) => equal(item, value)));
};

/** Operators on arrays. */
export const arrayUpdates: Readonly<Record<string, ChangeMaker>> = {
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};
