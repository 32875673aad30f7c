import { authz } from './authz/suite';
import { crash } from './crash/suite';
import { sim } from './sim/suite';
import type { Suite } from './suite';

/** Every suite by the name it is called with. */
export const SUITES: Readonly<Record<string, Suite>> = { sim, crash, authz };
