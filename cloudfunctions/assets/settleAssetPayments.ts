import { settleAssetPayments } from '#shared/contracts/moneyTimers';
import { MINUTE_MS } from '#shared/domain/time';
import { lt } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { serve } from '../kit/serve';
import { applyPayment } from '../orders/payment/applyPayment';
import { closePayment, markClosed } from '../orders/payment/closePayment';
import { paymentIdOf } from '../orders/payment/numbers';
import { sweepAll } from './nightly/pages';
import { PAY_WITHIN_MS } from './payments/openPayment';

/** A callback may never come: whatever was paid is booked, whatever was not is closed. */
export const main = serve(settleAssetPayments, async (_input, ctx) => {
  const old = { status: 'created', createdAt: lt(ctx.now - PAY_WITHIN_MS - MINUTE_MS) };
  const count = { booked: 0, closed: 0 };
  const settle = (collection: 'topUps' | 'cardSales') =>
    sweepAll(ctx, collection, old, async ({ _id }) => {
      const outcome = await settleOne(ctx, collection, _id);
      if (outcome !== 'left') count[outcome] += 1;
      return outcome !== 'left';
    });
  const topUps = await settle('topUps');
  const cards = await settle('cardSales');
  return {
    ...count,
    failed: topUps.failed + cards.failed,
    more: topUps.more || cards.more,
  };
});

async function settleOne(
  ctx: Ctx,
  collection: 'topUps' | 'cardSales',
  id: string,
): Promise<'booked' | 'closed' | 'left'> {
  const outTradeNo = paymentIdOf(ctx, id);
  const payment = await ctx.db.get('payments', outTradeNo);
  if (payment) {
    const closed = await closePayment(ctx, payment);
    if (closed.state === 'paid') {
      await applyPayment(ctx, closed.said);
      return 'booked';
    }
    if (closed.state === 'unclear') return 'left';
  }
  return ctx.write(async (tx) => {
    const doc = await tx.get(collection, id);
    if (doc?.status !== 'created') return 'left';
    await tx.update(collection, id, { set: { status: 'closed' } });
    await markClosed(tx, outTradeNo);
    return 'closed';
  });
}
