import { adjustPoints } from '#shared/contracts/hqMoney';
import type { PointAdjustmentDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';
import { ALONE_AT_MOST, applyAdjustment } from './adjust';
import { moneyRules } from './rules';

/** Gives or takes points by hand: small amounts at once, larger ones wait for a second person. */
export const main = serve(adjustPoints, async ({ memberId, points, reason }, ctx) => {
  const [rules, member] = await Promise.all([moneyRules(ctx), ctx.db.get('members', memberId)]);
  if (!member) return ctx.refuse('NOT_FOUND');
  const alone = Math.abs(points) <= ALONE_AT_MOST;
  const doc: PointAdjustmentDoc = {
    _id: ctx.newId('pa'),
    memberId,
    points,
    reason,
    by: ctx.me.id,
    byName: ctx.me.kind === 'staff' ? ctx.me.name : '',
    state: alone ? 'done' : 'waiting',
    decidedBy: '',
    at: ctx.now,
    decidedAt: alone ? ctx.now : null,
  };
  return ctx.write(async (tx) => {
    await tx.insert('pointAdjustments', doc);
    if (alone) await applyAdjustment(tx, ctx, rules, doc);
    tx.audit({
      target: 'assets',
      targetId: memberId,
      storeId: null,
      before: null,
      after: { points, state: doc.state },
      reason,
    });
    return { adjustmentId: doc._id, state: alone ? ('done' as const) : ('waiting' as const) };
  });
});
