import { previewReturn } from '#shared/contracts/counter';
import { planOf, unitsFor } from '#shared/domain/aftersales/pieces';
import { REASON_RULES } from '#shared/domain/aftersales/policy';
import { takenUnits } from '../aftersales/claim';
import { serve } from '../kit/serve';
import { mustBeInTime } from './returning';

/** What some pieces bring back now, and by which way; the very plan `returnAtTill` carries out. */
export const main = serve(previewReturn, async ({ storeId, orderId, lines, reason }, ctx) => {
  const order = await ctx.db.get('orders', orderId);
  if (order?.storeId !== storeId || order.status !== 'completed') return ctx.refuse('NOT_FOUND');
  await mustBeInTime(
    ctx,
    order,
    lines.map(({ lineId }) => lineId),
    reason,
  );
  const units = unitsFor(order.lines, takenUnits(order), lines);
  const plan = units && planOf(order, units, REASON_RULES[reason].fault, ctx.now);
  if (!plan) return ctx.refuse('NOT_FREE');
  const { providerFen, principalFen, bonusFen } = plan.back;
  const cash = order.pos?.by === 'cash';
  return {
    refundFen: plan.refundFen,
    cashFen: cash ? providerFen : 0,
    wechatFen: cash ? 0 : providerFen,
    walletFen: principalFen + bonusFen,
    pointsBack: plan.pointsBack,
    pointsTaken: plan.pointsTaken,
  };
});
