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
export const GATE: Readonly<Record<string, Suite>> = {
  sim,
  crash,
  authz,
  callbacks,
  races,
  fuzz,
  planted,
};
/** Every suite by the name it is called with; these two start and kill the whole system and are run by hand. */
export const SUITES: Readonly<Record<string, Suite>> = { ...GATE, flash, kill };
