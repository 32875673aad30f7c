/** Conditions of a filter. Instances, not plain objects: nothing that arrives as JSON can pretend to be one. */
export class Condition {
  readonly op: 'gte' | 'gt' | 'lte' | 'lt' | 'ne' | 'in' | 'nin' | 'exists' | 'between';
  readonly value: unknown;
  constructor(op: Condition['op'], value: unknown) {
    this.op = op;
    this.value = value;
  }
}
type Plain = string | number;

export const gte = (value: Plain) => new Condition('gte', value);
export const gt = (value: Plain) => new Condition('gt', value);
export const lte = (value: Plain) => new Condition('lte', value);
export const lt = (value: Plain) => new Condition('lt', value);
/** On an array field: no element equals. */
export const ne = (value: Plain | boolean | null) => new Condition('ne', value);
export const oneOf = (values: readonly (Plain | null)[]) => new Condition('in', values);
export const noneOf = (values: readonly (Plain | null)[]) => new Condition('nin', values);
export const exists = (yes: boolean) => new Condition('exists', yes);
/** From `from` (included) to `to` (excluded). */
export const between = (from: Plain, to: Plain) => new Condition('between', [from, to]);
