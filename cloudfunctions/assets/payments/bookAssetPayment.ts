import { extendCard } from '#shared/domain/membership/card';
import { HQ, accounts, entry, owe } from '#shared/domain/membership/ledger';
import { plusLot, roomFor } from '#shared/domain/membership/topUp';
import type { CardSaleDoc, PaymentDoc, TopUpDoc } from '#shared/model/docs';
import type { Ctx, PayState, WriteTx } from '../../kit/ports';
import { assetsIn, book, keepAssets } from '../books';
import { moneyRules } from '../rules';
import { promiseRefund } from './promiseRefund';

export type AssetPaid = 'paid' | 'repeated' | 'refunding' | 'unclear';
type Booking = Pick<Ctx, 'now' | 'log' | 'cached' | 'db'>;

/**
 * A captured payment of a top-up or a card, booked exactly once in the caller's transaction, whoever brings
 * the news. A top-up that no longer fits on the card goes back.
 */
export async function bookAssetPayment(
  tx: WriteTx,
  ctx: Booking,
  payment: PaymentDoc,
  state: PayState,
): Promise<AssetPaid> {
  if (state.state !== 'SUCCESS' || state.amountFen !== payment.amountFen) {
    const { amountFen } = state;
    ctx.log({ unclearPayment: payment._id, amountFen, expected: payment.amountFen });
    return 'unclear';
  }
  if (payment.status === 'paid') return 'repeated';
  const topUp = payment.purpose === 'topUp' ? await tx.get('topUps', payment.orderId) : undefined;
  const sale = payment.purpose === 'card' ? await tx.get('cardSales', payment.orderId) : undefined;
  if (!topUp && !sale) {
    ctx.log({ unclearPayment: payment._id, names: payment.orderId });
    return 'unclear';
  }
  await tx.update('payments', payment._id, {
    set: {
      status: 'paid',
      transactionId: state.transactionId,
      paidAt: state.paidAt ?? ctx.now,
    },
  });
  if (topUp) return topUpPaid(tx, ctx, topUp, payment);
  if (sale) await cardPaid(tx, ctx, sale);
  return 'paid';
}

async function topUpPaid(
  tx: WriteTx,
  ctx: Booking,
  topUp: TopUpDoc,
  payment: PaymentDoc,
): Promise<AssetPaid> {
  const rules = await moneyRules(ctx);
  const before = await assetsIn(tx, topUp.memberId, rules);
  const { _id, memberId, storeId, payFen, bonusFen } = topUp;
  const about = { at: ctx.now, memberId, storeId, text: '微信充值' };
  if (roomFor(before, rules.wallet) < payFen + bonusFen) {
    await tx.update('topUps', _id, { set: { status: 'over', doneAt: ctx.now, refundFen: payFen } });
    const back = { payment, storeId, amountFen: payFen, reason: '储值余额达到上限，自动退款' };
    await promiseRefund(tx, ctx, back);
    const late = [
      ...entry(accounts.provider, -payFen, HQ),
      ...entry(accounts.refundPayable, payFen, HQ),
    ];
    await book(tx, `topUp:${_id}`, late, { ...about, text: '超出储值上限的充值' });
    return 'refunding';
  }
  await keepAssets(tx, before, plusLot(before, lotFrom(topUp, ctx.now)), ctx.now);
  await tx.update('topUps', _id, { set: { status: 'done', doneAt: ctx.now } });
  await book(
    tx,
    `topUp:${_id}`,
    [
      ...entry(accounts.provider, -payFen, HQ),
      ...owe(HQ, storeId, payFen, 'topUp'),
      ...entry(accounts.principal(memberId), payFen, storeId),
      ...bonusLegs(topUp),
    ],
    about,
  );
  return 'paid';
}

/** The bonus is given away when the money comes, by whoever bears it. */
export const bonusLegs = ({ memberId, bonusBy, bonusFen }: TopUpDoc) => [
  ...entry(accounts.bonusExpense(bonusBy), -bonusFen, bonusBy),
  ...entry(accounts.bonus(memberId), bonusFen, bonusBy),
];

export const lotFrom = (topUp: TopUpDoc, at: number) => ({
  topUpId: topUp._id,
  storeId: topUp.storeId,
  bonusBy: topUp.bonusBy,
  at,
  principalFen: topUp.payFen,
  bonusFen: topUp.bonusFen,
});

/** One year more, from the end of what there is: two payments at once are two years. */
async function cardPaid(tx: WriteTx, ctx: Booking, sale: CardSaleDoc): Promise<void> {
  const rules = await moneyRules(ctx);
  const { _id, memberId, payFen } = sale;
  const before = await assetsIn(tx, memberId, rules);
  const { card, from, to } = extendCard(before.card, ctx.now);
  await keepAssets(tx, before, { ...before, card }, ctx.now);
  await tx.update('cardSales', _id, { set: { status: 'done', from, to, doneAt: ctx.now } });
  await book(
    tx,
    `card:${_id}`,
    [...entry(accounts.provider, -payFen, HQ), ...entry(accounts.cardFee, payFen, HQ)],
    { at: ctx.now, memberId: null, storeId: HQ, text: '开通黑金卡' },
  );
}
