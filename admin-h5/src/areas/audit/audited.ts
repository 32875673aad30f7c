import { calls } from '#shared/contracts/index';
import type { CallSpec } from '#shared/contracts/kit';
import { HQ_ROLES, STORE_ROLES } from '#shared/contracts/kit';

const people: readonly string[] = [...HQ_ROLES, ...STORE_ROLES];

/** Calls that leave an entry: writes of staff and HQ. Their titles are the contract's. */
export const auditedCalls = Object.values<CallSpec>(calls)
  .filter((spec) => spec.once && spec.who.some((who) => people.includes(who)))
  .map((spec) => ({ value: spec.name, label: spec.title }));
