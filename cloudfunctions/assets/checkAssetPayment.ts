import { checkAssetPayment } from '#shared/contracts/assets';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { applyPayment } from '../orders/payment/applyPayment';
import { paymentIdOf } from '../orders/payment/numbers';

/** How a top-up or a card stands; asks the payment company when its callback has not come yet. */
export const main = serve(checkAssetPayment, async ({ id }, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const read = async () => {
    const [topUp, sale] = await Promise.all([
      ctx.db.get('topUps', id),
      ctx.db.get('cardSales', id),
    ]);
    const doc = topUp ?? sale;
    return doc?.memberId === memberId ? { doc, bonusFen: topUp?.bonusFen ?? 0 } : undefined;
  };
  let found = await read();
  if (!found) return ctx.refuse('NOT_FOUND');
  if (found.doc.status === 'created') {
    const said = await ctx.pay.query(paymentIdOf(ctx, id)).catch((error: unknown) => {
      ctx.log({ queryFailed: id, why: String(error) });
      return ctx.refuse('PAY_UNAVAILABLE');
    });
    if (said.state === 'SUCCESS') {
      await applyPayment(ctx, said);
      found = (await read()) ?? found;
    }
  }
  const { doc, bonusFen } = found;
  return {
    paid: doc.status === 'done' || doc.status === 'refunded',
    refunding: doc.status === 'over',
    payFen: doc.payFen,
    bonusFen,
  };
});
