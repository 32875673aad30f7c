import type { Err } from '#shared/contracts/kit';
import { finishPick } from '#shared/contracts/storeOrders';
import type { OrderDoc } from '#shared/model/docs';
import type { EventPayloads } from '#shared/model/events';
import type { Ctx, WriteTx } from '../kit/ports';
import { serve } from '../kit/serve';
import { advance, auditMove, eventOf, mustMove, shopOrderIn } from './fulfil/advance';
import { endOrder } from './fulfil/endOrder';
import { claimsOf, movePieces } from './fulfil/pieces';
import { refundUnits, unitsLeft } from './payment/refundUnits';
import { actorOf } from './actor';
import { tellSoon } from './tellSoon';

type PickCtx = Ctx<Err<typeof finishPick>>;

/**
 * Picking is over. Lines not named were found in full. Missing pieces are refunded at what exactly they cost
 * and leave the books as a count loss: they are promised on paper and not in the shop, and back among
 * what may be sold they would be sold to the next shopper. Nothing found at all ends the order.
 */
export const main = serve(finishPick, async ({ storeId, orderId, picked }, ctx) => {
  const done = await ctx.write(async (tx) => {
    const order = await shopOrderIn(tx, ctx, storeId, orderId);
    mustMove(ctx, order, 'finishPick');
    const pickedOf = countsOf(ctx, order, picked);
    const lines = order.lines.map((line) => ({
      ...line,
      picked: pickedOf.get(line.lineId) ?? line.qty,
    }));
    return lines.some(({ picked: n, gift }) => n > 0 && !gift)
      ? ready(tx, ctx, order, lines)
      : nothing(tx, ctx, order);
  });
  await tellSoon(ctx);
  return done;
});

/** Pieces found by line, checked against what was ordered. */
function countsOf(
  ctx: PickCtx,
  order: OrderDoc,
  picked: readonly { lineId: string; qty: number }[],
): Map<string, number> {
  const ordered = new Map(order.lines.map(({ lineId, qty }) => [lineId, qty]));
  const found = new Map<string, number>();
  for (const { lineId, qty } of picked) {
    const most = ordered.get(lineId);
    if (most === undefined || found.has(lineId)) return ctx.refuse('BAD_INPUT');
    if (qty > most) return ctx.refuse('PICKED_TOO_MANY', { detail: { lineId, ordered: most } });
    found.set(lineId, qty);
  }
  return found;
}

type PickedLines = readonly (OrderDoc['lines'][number] & { picked: number })[];

async function ready(tx: WriteTx, ctx: PickCtx, order: OrderDoc, lines: PickedLines) {
  const missingPieces = lines.reduce((n, { qty, picked }) => n + qty - picked, 0);
  const text = missingPieces > 0 ? `，缺 ${missingPieces} 件已退款` : '';
  const found = { ...order, lines: [...lines] };
  const status = await advance(tx, ctx, order, 'finishPick', { set: { lines: found.lines }, text });
  const refundFen = missingPieces > 0 ? await takeBack(tx, ctx, order, found, missingPieces) : 0;
  tx.emit('order.ready', order._id, {
    ...eventOf(order),
    at: ctx.now,
    missingPieces,
    refundFen,
  } satisfies EventPayloads['order.ready']);
  return { status, refundFen };
}

/** Units after the picked ones go back at their own share; the pieces leave the books. */
async function takeBack(
  tx: WriteTx,
  ctx: PickCtx,
  order: OrderDoc,
  found: OrderDoc,
  missingPieces: number,
): Promise<number> {
  const left = claimsOf(found);
  await movePieces(
    tx,
    order,
    claimsOf(order),
    (sku, claimed) => ({ lost: claimed - (left.get(sku) ?? 0) }),
    actorOf(ctx),
    ctx.now,
  );
  const units = unitsLeft(found).filter(
    ({ line, unit }) => unit >= (found.lines[line]?.picked ?? 0),
  );
  const { refundFen } = await refundUnits(tx, ctx, found, {
    units,
    reason: `缺货 ${missingPieces} 件`,
    shipped: false,
    fault: 'store',
  });
  return refundFen;
}

async function nothing(tx: WriteTx, ctx: PickCtx, order: OrderDoc) {
  const { refundFen } = await endOrder(tx, ctx, order, {
    move: 'nothingFound',
    reason: '',
    by: 'store',
    actor: actorOf(ctx),
  });
  const ended = await tx.get('orders', order._id);
  const none = (ended ?? order).lines.map((line) => ({ ...line, picked: 0 }));
  await tx.update('orders', order._id, { set: { lines: none } });
  auditMove(tx, order, 'cancelled', { refundFen });
  return { status: 'cancelled' as const, refundFen };
}
