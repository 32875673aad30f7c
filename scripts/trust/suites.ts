import { authz } from './authz/suite';
import { callbacks } from './callbacks/suite';
import { crash } from './crash/suite';
import { flash } from './flash/suite';
import { fuzz } from './fuzz/suite';
import { kill } from './kill/suite';
import { planted } from './planted/suite';
import { races } from './races/suite';
import { sim } from './sim/suite';
import type { Suite } from './suite';

/** What `npm test` runs, at gate size. */
export const GATE: Readonly<Record<string, Suite>> = { sim, authz, callbacks };
/**
 * Every suite by the name it is called with. `crash`, `races`, `fuzz` and `planted` replay the worlds of the unit
 * tests and take minutes each; `flash` and `kill` start and kill the whole system. They are run by hand.
 */
export const SUITES: Readonly<Record<string, Suite>> = {
  ...GATE,
  crash,
  races,
  fuzz,
  planted,
  flash,
  kill,
};
