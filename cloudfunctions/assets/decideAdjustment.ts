import { decideAdjustment } from '#shared/contracts/hqMoney';
import { serve } from '../kit/serve';
import { applyAdjustment } from './adjust';
import { moneyRules } from './rules';

/** The second pair of eyes on a large adjustment: never those of who asked for it. */
export const main = serve(decideAdjustment, async ({ adjustmentId, approve }, ctx) => {
  const rules = await moneyRules(ctx);
  return ctx.write(async (tx) => {
    const doc = await tx.get('pointAdjustments', adjustmentId);
    if (!doc) return ctx.refuse('NOT_FOUND');
    if (doc.state !== 'waiting') return ctx.refuse('DECIDED');
    if (doc.by === ctx.me.id) return ctx.refuse('OWN_REQUEST');
    const state = approve ? ('done' as const) : ('declined' as const);
    const decidedBy = ctx.me.kind === 'staff' ? ctx.me.name : '';
    await tx.update('pointAdjustments', adjustmentId, {
      set: { state, decidedBy, decidedAt: ctx.now },
    });
    if (approve) await applyAdjustment(tx, ctx, rules, doc);
    tx.audit({
      target: 'assets',
      targetId: doc.memberId,
      storeId: null,
      before: { state: doc.state },
      after: { state, points: doc.points },
      reason: doc.reason,
    });
    return { state };
  });
});
