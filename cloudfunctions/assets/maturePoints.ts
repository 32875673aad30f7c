import { maturePoints } from '#shared/contracts/moneyTimers';
import { expiryOf, lotOf, receivePoints } from '#shared/domain/membership/pointLots';
import type { MoneyRules } from '#shared/domain/membership/rules';
import { DAY_MS } from '#shared/domain/time';
import type { OrderAssetsDoc } from '#shared/model/docs';
import { lte } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { serve } from '../kit/serve';
import { assetsIn, bookPoints, keepAssets } from './books';
import { sweepAll } from './nightly/pages';
import { moneyRules } from './rules';

/**
 * Earned points can be spent once the order can no longer be returned. The window counts from the hand-over,
 * so an order that is still on its way is looked at again.
 */
export const main = serve(maturePoints, async (_input, ctx) => {
  const rules = await moneyRules(ctx);
  const due = { status: 'pending', matureAt: lte(ctx.now) };
  return sweepAll(ctx, 'orderAssets', due, async (seen) => {
    const at = await readyAt(ctx, rules, seen);
    if (at <= ctx.now) return mature(ctx, rules, seen._id);
    await ctx.db.update('orderAssets', seen._id, { set: { matureAt: at } }, { status: 'pending' });
    return false;
  });
});

/** When the window closes; a day from now while the goods have not been handed over. */
async function readyAt(ctx: Ctx, rules: MoneyRules, seen: OrderAssetsDoc): Promise<number> {
  const order = await ctx.db.get('orders', seen._id);
  // Nothing of a cancelled order is left to become spendable; counter sales have no order.
  if (!order || order.status === 'cancelled') return ctx.now;
  return order.completedAt === null
    ? ctx.now + DAY_MS
    : order.completedAt + rules.points.pendingDays * DAY_MS;
}

const mature = (ctx: Ctx, rules: MoneyRules, orderId: string): Promise<boolean> =>
  ctx.write(async (tx) => {
    const order = await tx.get('orderAssets', orderId);
    if (order?.status !== 'pending') return false;
    const { earned, memberId, storeId, orderNo, at } = order;
    await tx.set('orderAssets', { ...order, status: earned > 0 ? 'active' : 'none' });
    if (earned === 0) return false;
    const before = await assetsIn(tx, memberId, rules);
    const lot = lotOf(storeId, expiryOf(at, rules.points.validMonths), earned);
    const { points, paidDebt } = receivePoints(before.points, [lot]);
    const after = { ...points, pending: points.pending - earned };
    await keepAssets(tx, before, { ...before, points: after }, ctx.now);
    await bookPoints(
      tx,
      `mature:${orderId}`,
      { active: earned - paidDebt, pending: -earned, debt: 0 - paidDebt },
      { at: ctx.now, memberId, storeId, text: `订单 ${orderNo} 积分生效` },
    );
    return true;
  });
