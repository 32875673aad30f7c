import { authz } from './authz/suite';
import { callbacks } from './callbacks/suite';
import { crash } from './crash/suite';
import { races } from './races/suite';
import { sim } from './sim/suite';
import type { Suite } from './suite';

/** Every suite by the name it is called with. */
export const SUITES: Readonly<Record<string, Suite>> = { sim, crash, authz, callbacks, races };
