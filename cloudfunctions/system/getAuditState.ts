import type { Out } from '#shared/contracts/kit';
import { getAuditState } from '#shared/contracts/audit';
import { serve } from '../kit/serve';
import { STATE } from './auditWalk';

export const main = serve(getAuditState, async (_input, ctx) => {
  const state = await ctx.db.get('settings', STATE);
  if (!state) return { asOf: null, chains: 0, rows: 0, problems: [], anchor: '' };
  // Written by `verifyAuditChain` alone.
  return state.value as Out<typeof getAuditState>;
});
