import type { Suite } from '../suite';
import { runAuthz } from './main';

/** Every call × every kind of person × own, foreign and absent things. */
export const authz: Suite = async ({ only }) => {
  const { cells, calls, covered, refused, broken } = await runAuthz(
    only === undefined ? undefined : ({ name }) => name === only,
  );
  const counts = { cells, calls, covered, refused, broken: broken.length };
  const floors = only === undefined ? { cells: 10_000, covered: calls } : {};
  return { counts, floors, broken };
};
