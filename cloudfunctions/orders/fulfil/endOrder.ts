import { ORDER_MOVES, type OrderMove } from '#shared/domain/order';
import { businessDayOf } from '#shared/domain/time';
import type { OrderDoc } from '#shared/model/docs';
import type { EventPayloads } from '#shared/model/events';
import type { Ctx, WriteTx } from '../../kit/ports';
import { releaseAssetsIn } from '../../assets/holds';
import { releaseBudgetIn } from '../../campaigns/budget';
import { returnCoupons } from '../payment/coupons';
import { refundUnits, unitsLeft } from '../payment/refundUnits';
import { releaseSlotIn } from '../checkout/slotClaim';
import { claimsOf, movePieces } from './pieces';

type EndingCtx = Pick<Ctx, 'derive' | 'now' | 'cached' | 'db'>;

interface Ending {
  readonly move: Extract<OrderMove, 'cancel' | 'timeout' | 'reject' | 'nothingFound' | 'notPaid'>;
  readonly reason: string;
  readonly by: 'shopper' | 'store' | 'timer';
  /** Shown in the order's history and the stock journal. */
  readonly actor: string;
}

/**
 * Ends an order that was not handed over, in the caller's transaction: pieces, coupon and money go back
 * together or not at all. Returns what will be refunded.
 */
export async function endOrder(
  tx: WriteTx,
  ctx: EndingCtx,
  order: OrderDoc,
  { move, reason, by, actor }: Ending,
): Promise<{ refundFen: number }> {
  const { _id, storeId } = order;
  const { text } = ORDER_MOVES[move];
  const step = {
    at: ctx.now,
    status: 'cancelled' as const,
    text: reason === '' ? text : `${text}（${reason}）`,
    by: actor,
  };
  await tx.update('orders', _id, {
    set: { status: 'cancelled', updatedAt: ctx.now },
    push: { steps: step },
  });
  await releaseSlotIn(tx, order);
  await movePieces(
    tx,
    order,
    claimsOf(order),
    (_sku, n) => (move === 'nothingFound' ? { lost: n } : { shelf: n }),
    actor,
    ctx.now,
  );
  const refundFen =
    order.paidAt === null
      ? await letGo(tx, ctx, order)
      : await payBack(tx, ctx, order, reason === '' ? text : reason);
  tx.emit('order.cancelled', _id, {
    orderId: _id,
    orderNo: order.no,
    storeId,
    memberId: order.memberId,
    mode: order.mode,
    at: ctx.now,
    day: businessDayOf(ctx.now),
    from: order.status,
    reason,
    by,
    refundFen,
  } satisfies EventPayloads['order.cancelled']);
  return { refundFen };
}

/** Nothing was paid: what the checkout claimed of coupons, budgets and the member is free again. */
async function letGo(tx: WriteTx, ctx: Pick<Ctx, 'now'>, order: OrderDoc): Promise<number> {
  await returnCoupons(tx, order);
  await releaseBudgetIn(tx, order.budgets, order.holdId);
  if (order.assetsHeld) await releaseAssetsIn(tx, ctx, order.memberId, order.holdId);
  return 0;
}

async function payBack(
  tx: WriteTx,
  ctx: EndingCtx,
  order: OrderDoc,
  reason: string,
): Promise<number> {
  const units = unitsLeft(order);
  const { refundFen } = await refundUnits(tx, ctx, order, {
    units,
    reason,
    shipped: false,
    fault: 'store',
  });
  return refundFen;
}
