import { verifyAuditChain } from '#shared/contracts/audit';
import { serve } from '../kit/serve';
import { endLease, keepCursor, takeLease } from '../stock/lease';
import { beginWalk, endWalk, walkPage, type Walk } from './auditWalk';

const JOB = 'verifyAuditChain';
const RESERVE_MS = 12_000;

/**
 * Walks all chains, several runs one walk if it takes long. Where each chain ended is kept in `auditProofs`, apart from
 * the chain and its head, and an anchor over all of them goes to the platform's log, which nobody of ours can change:
 * who cuts the end of a chain and its head has these against them.
 */
export const main = serve(verifyAuditChain, async (_input, ctx) => {
  const none = { chains: 0, rows: 0, wrong: 0 };
  const lease = await takeLease(ctx, JOB);
  if (!lease) return { ...none, more: true };
  let walk: Walk = beginWalk(lease.cursor);
  let more = true;
  while (more && ctx.left() > RESERVE_MS) {
    walk = await walkPage(ctx, walk);
    more = walk.after !== null;
    await keepCursor(ctx, JOB, more ? JSON.stringify(walk) : '');
  }
  if (!more) await endWalk(ctx, walk);
  const { chains, rows, problems } = walk;
  const result = { chains, rows, wrong: problems.length, more };
  await endLease(ctx, JOB, more ? JSON.stringify(walk) : '', JSON.stringify(result));
  return result;
});
