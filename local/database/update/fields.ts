import { failed } from '../errors';
import { compare, equal } from '../values/compare';
import { parsePath, type Path } from '../values/path';
import { isFields, typeName, type Value } from '../values/value';
import type { ChangeMaker } from './change';
import { show, type Draft, type Slot } from './draft';
import { checkStorable } from './storable';

/** Writes a value unless it is there already. */
const put = (slot: Slot, value: Value): void => {
  if (slot.value === undefined || !equal(slot.value, value)) slot.set(value);
};

const set: ChangeMaker = (value) => {
  checkStorable(value);
  return { creates: true, apply: (slot) => put(slot, value) };
};

const unset: ChangeMaker = () => ({ creates: false, apply: (slot) => slot.unset() });

/** `$inc` and `$mul`: numbers only; a missing field starts from zero. */
const arithmetic =
  (name: string, verb: string, combine: (value: number, by: number) => number): ChangeMaker =>
  (by) => {
    if (typeof by !== 'number')
      throw failed(`Cannot ${verb} with non-numeric argument: ${show(by)}`);
    return {
      creates: true,
      apply: (slot, path) => {
        const { value } = slot;
        if (value === undefined) slot.set(combine(0, by));
        else if (typeof value === 'number') put(slot, combine(value, by));
        else
          throw failed(
            `Cannot apply ${name} to a value of non-numeric type. The field '${path}' is of type ${typeName(value)}`,
          );
      },
    };
  };

/** `$min` and `$max` compare across types, in the order values sort by. */
const extreme =
  (sign: 1 | -1): ChangeMaker =>
  (bound) => ({
    creates: true,
    apply: (slot) => {
      if (slot.value === undefined || compare(bound, slot.value) * sign > 0) slot.set(bound);
    },
  });

const BITS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

const bit: ChangeMaker = (argument) => {
  const steps = isFields(argument) ? Object.entries(argument) : [];
  if (steps.length === 0) throw failed('The $bit modifier needs {and|or|xor: integer}');
  return {
    creates: true,
    apply: (slot, path) => {
      const start = slot.value ?? 0;
      if (!Number.isInteger(start)) {
        throw failed(
          `Cannot apply $bit to a value of non-integral type. The field '${path}' is ${typeName(start)}`,
        );
      }
      let result = BigInt(Number(start));
      for (const [name, operand] of steps) {
        const combine = BITS[name];
        if (!combine || !Number.isInteger(operand))
          throw failed(`The $bit modifier is invalid: ${name}`);
        result = combine(result, BigInt(Number(operand)));
      }
      put(slot, Number(result));
    },
  };
};

const currentDate: ChangeMaker = (_argument, now) => ({
  creates: true,
  apply: (slot) => slot.set(new Date(now())),
});

/** Moves a field; arrays on either path are refused, as MongoDB does. */
export function rename(from: Path, argument: Value): (draft: Draft) => void {
  if (typeof argument !== 'string' || argument === '')
    throw failed("The 'to' field for $rename must be a string");
  const to = parsePath(argument);
  if (from[0] === '_id' || to[0] === '_id')
    throw failed("Performing an update on the path '_id' would modify the immutable field '_id'");
  return (draft) => {
    const source = draft.slot(from, false);
    if (source?.value === undefined) return;
    const { value } = source;
    source.unset();
    draft.slot(to, true)?.set(value);
  };
}

/** Operators on one field. */
export const fieldUpdates: Readonly<Record<string, ChangeMaker>> = {
  $set: set,
  $setOnInsert: set,
  $unset: unset,
  $inc: arithmetic('$inc', 'increment', (value, by) => value + by),
  $mul: arithmetic('$mul', 'multiply', (value, by) => value * by),
  $min: extreme(-1),
  $max: extreme(1),
  $bit: bit,
  $currentDate: currentDate,
};
