import { refundTopUp } from '#shared/contracts/assetsDesk';
import { HQ, accounts, entry, owe, type Entry } from '#shared/domain/membership/ledger';
import type { AssetDoc, TopUpDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';
import { paymentIdOf } from '../orders/payment/numbers';
import { book, keepAssets } from './books';
import { promiseRefund } from './payments/promiseRefund';
import { backOf, holdsMoney } from './views/topUpView';

/**
 * Gives a top-up back: the principal left, to where it was paid from; the bonus left is withdrawn, and bonus
 * used ahead of the money is kept from the principal, so that bonus never leaves as cash.
 */
export const main = serve(refundTopUp, async ({ topUpId, reason, expectedFen }, ctx) =>
  ctx.write(async (tx) => {
    const topUp = await tx.get('topUps', topUpId);
    if (!topUp || !(ctx.stores === 'all' || ctx.stores.includes(topUp.storeId)))
      return ctx.refuse('NOT_FOUND');
    const { memberId, storeId } = topUp;
    const assets = await tx.get('assets', memberId);
    if (assets && holdsMoney(assets)) return ctx.refuse('HELD');
    const back = backOf(topUp, assets);
    if (!assets || !back) return ctx.refuse('NOTHING_LEFT');
    if (back.refundFen !== expectedFen) return ctx.refuse('AMOUNT_CHANGED', { detail: back });

    await keepAssets(tx, assets, without(assets, topUpId, back), ctx.now);
    await tx.update('topUps', topUpId, {
      set: { status: 'refunded', refundFen: back.refundFen, refundReason: reason },
    });
    const payment =
      topUp.via === 'wechat' ? await tx.get('payments', paymentIdOf(ctx, topUpId)) : undefined;
    const about = { at: ctx.now, memberId, storeId, text: '退储值' };
    await book(tx, `topUpRefund:${topUpId}`, legs(topUp, back, payment !== undefined), about);
    if (payment)
      await promiseRefund(tx, ctx, { payment, storeId, amountFen: back.refundFen, reason });
    tx.audit({
      target: 'topUps',
      targetId: topUpId,
      storeId: storeId === HQ ? null : storeId,
      before: { status: topUp.status },
      after: { status: 'refunded', memberId, ...back },
      reason,
    });
    const { refundFen, bonusBackFen } = back;
    return { refundFen, bonusBackFen, via: payment ? ('wechat' as const) : ('till' as const) };
  }),
);

type Back = NonNullable<ReturnType<typeof backOf>>;

function without(assets: AssetDoc, topUpId: string, { refundFen, keptFen, bonusBackFen }: Back) {
  const { wallet } = assets;
  const out = refundFen + keptFen;
  return {
    ...assets,
    wallet: {
      principalFen: wallet.principalFen - out,
      bonusFen: wallet.bonusFen - bonusBackFen,
      lots: wallet.lots
        .map((lot) =>
          lot.topUpId === topUpId
            ? {
                ...lot,
                principalFen: lot.principalFen - out,
                bonusFen: lot.bonusFen - bonusBackFen,
              }
            : lot,
        )
        .filter((lot) => lot.principalFen > 0 || lot.bonusFen > 0),
    },
  };
}

/** The keeper pays out; what is kept and the bonus withdrawn lower the bearer's expense. */
function legs(
  topUp: TopUpDoc,
  { refundFen, keptFen, bonusBackFen }: Back,
  wechat: boolean,
): Entry[] {
  const { memberId, storeId, bonusBy } = topUp;
  return [
    ...entry(accounts.principal(memberId), -(refundFen + keptFen), storeId),
    ...(wechat
      ? [...owe(storeId, HQ, refundFen, 'refund'), ...entry(accounts.refundPayable, refundFen, HQ)]
      : entry(accounts.cash(storeId), refundFen, storeId)),
    ...owe(storeId, bonusBy, keptFen, 'bonus'),
    ...entry(accounts.bonusExpense(bonusBy), keptFen + bonusBackFen, bonusBy),
    ...entry(accounts.bonus(memberId), -bonusBackFen, bonusBy),
  ];
}
