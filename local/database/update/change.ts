import type { Value } from '../values/value';
import type { Slot } from './draft';

/** One operator with its argument, ready to be applied wherever its path leads. */
export interface Change {
  /** Whether missing parents are created on the way to the field. */
  readonly creates: boolean;
  /** Writes the slot only if the value differs, so that an unchanged document is reported as such. */
  apply(slot: Slot, path: string): void;
}

/** Checks an operator's argument; `now` is the server's clock. */
export type ChangeMaker = (argument: Value, now: () => number) => Change;
