import type { Ids } from './objects';

/** What a contract asks beyond its schema, or would otherwise end before the thing is looked for. */
export const SPECIAL: Readonly<Record<string, (ids: Ids) => Record<string, unknown>>> = {
  adjustPoints: () => ({ points: 1 }),
  bindStaff: () => ({ inviteCode: 'NOSUCHCODE', phoneCode: undefined }),
};
