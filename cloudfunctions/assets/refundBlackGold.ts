import { refundBlackGold } from '#shared/contracts/hqMoney';
import { HQ, accounts, entry } from '#shared/domain/membership/ledger';
import type { CardSaleDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';
import { paymentIdOf } from '../orders/payment/numbers';
import { book, keepAssets } from './books';
import { promiseRefund } from './payments/promiseRefund';
import { cardBackOf } from './views/cardBack';

/** Takes the card back at once and returns what is left of its years, less what it has saved. */
export const main = serve(refundBlackGold, async ({ memberId, reason, expectedFen }, ctx) => {
  const ids = (await ctx.db.find('cardSales', { memberId, status: 'done' }, { limit: 50 })).map(
    ({ _id }) => _id,
  );
  return ctx.write(async (tx) => {
    const assets = await tx.get('assets', memberId);
    const sales: CardSaleDoc[] = [];
    for (const id of ids) {
      const sale = await tx.get('cardSales', id);
      if (sale) sales.push(sale);
    }
    const back = cardBackOf(assets, sales, ctx.now);
    if (!assets || !back) return ctx.refuse('NO_CARD');
    const { refundFen, years, parts } = back;
    if (refundFen !== expectedFen) return ctx.refuse('AMOUNT_CHANGED', { detail: { refundFen } });

    await keepAssets(tx, assets, { ...assets, card: null }, ctx.now);
    for (const [at, { _id }] of years.entries()) {
      const part = parts[at] ?? 0;
      await tx.update('cardSales', _id, { set: { status: 'refunded', refundFen: part } });
      const payment = await tx.get('payments', paymentIdOf(ctx, _id));
      if (payment) await promiseRefund(tx, ctx, { payment, storeId: HQ, amountFen: part, reason });
    }
    await book(
      tx,
      `cardRefund:${memberId}:${assets.version}`,
      [...entry(accounts.cardFee, -refundFen, HQ), ...entry(accounts.refundPayable, refundFen, HQ)],
      { at: ctx.now, memberId: null, storeId: HQ, text: '退黑金卡' },
    );
    tx.audit({
      target: 'assets',
      targetId: memberId,
      storeId: null,
      before: { card: assets.card },
      after: { card: null, refundFen, savedFen: back.savedFen },
      reason,
    });
    return { refundFen };
  });
});
