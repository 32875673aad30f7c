import { buyBlackGold } from '#shared/contracts/assets';
import type { CardSaleDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { PAY_WITHIN_MS, openPayment } from './payments/openPayment';
import { moneyRules } from './rules';

/** A year of the black-gold card; it begins, or the running one goes on, when the money has come. */
export const main = serve(buyBlackGold, async ({ requestId }, ctx) => {
  const { id: memberId, openid } = shopperOf(ctx);
  const _id = ctx.derive('bg', 'card', memberId, requestId);
  const [before, rules] = await Promise.all([ctx.db.get('cardSales', _id), moneyRules(ctx)]);
  const sale: CardSaleDoc = before ?? {
    _id,
    memberId,
    payFen: rules.card.priceFen,
    status: 'created',
    from: null,
    to: null,
    refundFen: 0,
    createdAt: ctx.now,
    doneAt: null,
  };
  // A twin that was quicker has written the same but for the moment, and opens the same payment.
  if (!before) await ctx.db.insert('cardSales', sale);
  const told = { saleId: _id, priceFen: sale.payFen };
  if (sale.status === 'done' || sale.status === 'refunded')
    return { ...told, paid: true, payment: null };
  if (sale.status === 'closed' || ctx.now >= sale.createdAt + PAY_WITHIN_MS)
    return ctx.refuse('CLOSED');
  const opened = await openPayment(ctx, {
    purpose: 'card',
    id: _id,
    memberId,
    openid,
    amountFen: sale.payFen,
    description: '黑金卡一年',
    createdAt: sale.createdAt,
  });
  if (opened === null) return ctx.refuse('PAY_UNAVAILABLE');
  return opened === 'paid'
    ? { ...told, paid: true, payment: null }
    : { ...told, paid: false, payment: opened };
});
