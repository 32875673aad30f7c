import { ORDER_MOVES } from '#shared/domain/order';
import { pickupDigits } from '#shared/domain/pickup';
import { sum } from '#shared/domain/money';
import { MINUTE_MS, businessDayOf, hourOf } from '#shared/domain/time';
import type { OrderDoc } from '#shared/model/docs';
import type { EventPayloads } from '#shared/model/events';
import { commitAssets, type Sale } from '../../assets/sale';
import type { Ctx, WriteTx } from '../../kit/ports';
import { soldLine } from '../fulfil/soldLines';
import { costsOf } from './costs';
import { useCoupons } from './coupons';
import { unitsLeft } from './refundUnits';

/** Shops should accept within this time; later the order shows as late. */
export const ACCEPT_WITHIN_MS = 5 * MINUTE_MS;

/**
 * pendingPay → paid inside the caller's transaction, with everything that becomes true with it: the coupon
 * is used, the pick-up code exists, the event leaves. Returns the order as it is afterwards.
 */
export async function markPaid(
  tx: WriteTx,
  ctx: Pick<Ctx, 'derive' | 'seal' | 'now' | 'cached' | 'db'>,
  order: OrderDoc,
  paidAt: number,
): Promise<OrderDoc> {
  const { _id, memberId, storeId, totals } = order;
  const atTill = order.channel === 'pos';
  const move = atTill ? ORDER_MOVES.payAtTill : ORDER_MOVES.pay;
  const code =
    order.mode === 'pickup' && !atTill ? pickupDigits(ctx.derive('k', 'pickup', _id)) : null;
  const paid = {
    status: move.to,
    paidAt,
    // Counted from now: a payment the provider reports late leaves the shop its full time.
    acceptBy: atTill ? null : ctx.now + ACCEPT_WITHIN_MS,
    pickupCode: code && ctx.seal.seal({ collection: 'orders', id: _id, field: 'pickupCode' }, code),
    pickupCodeIdx: code && ctx.seal.index('code', code),
    updatedAt: ctx.now,
  };
  const step = { at: ctx.now, status: move.to, text: move.text, by: 'system' };
  await tx.update('orders', _id, { set: paid, push: { steps: step } });
  await useCoupons(tx, order, ctx.now);
  await commitAssets(tx, ctx, saleOf(order));

  const lines = order.lines.map((line) => soldLine(line, line.qty));
  tx.emit('order.paid', _id, {
    orderId: _id,
    orderNo: order.no,
    storeId,
    memberId,
    mode: order.mode,
    paidAt,
    day: businessDayOf(paidAt),
    hour: hourOf(paidAt),
    payableFen: totals.payableFen,
    goodsFen: totals.goodsFen,
    couponFen: totals.couponFen,
    freightFen: totals.freightFen,
    pieces: sum(lines.map((line) => line.n)),
    costFen: sum(lines.map((line) => line.costFen)),
    lines,
    acceptBy: paid.acceptBy ?? paidAt,
    ...(atTill ? { channel: 'pos' as const } : {}),
    spend: [...(order.quote?.spend ?? [])],
  } satisfies EventPayloads['order.paid']);
  return { ...order, ...paid, steps: [...order.steps, step] };
}

/** What the order means for its member and the books. */
function saleOf(order: OrderDoc): Sale {
  const { _id, no, memberId, storeId, holdId, totals, quote } = order;
  return {
    orderId: _id,
    orderNo: no,
    memberId,
    storeId,
    holdId: order.assetsHeld ? holdId : null,
    ...totals.tender,
    cash: order.pos?.by === 'cash',
    points: totals.points,
    costs: costsOf(order, unitsLeft(order)),
    earned: totals.earned,
    growth: totals.growth,
    cardBenefitFen: cardBenefitOf(order),
    cardFreight: quote?.cardFreight ?? false,
  };
}

/** Saved by the black-gold card: its price, and the freight it made free. */
const cardBenefitOf = ({ quote }: OrderDoc): number =>
  0 - sum((quote?.trace ?? []).filter(({ ruleId }) => ruleId === 'card').map(({ fen }) => fen));
