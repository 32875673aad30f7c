import type { Err } from '#shared/contracts/kit';
import { finishPick } from '#shared/contracts/storeOrders';
import { shortages } from '#shared/domain/refund';
import type { OrderDoc } from '#shared/model/docs';
import type { EventPayloads } from '#shared/model/events';
import type { Ctx, WriteTx } from '../kit/ports';
import { serve } from '../kit/serve';
import { advance, auditMove, eventOf, mustMove, shopOrderIn } from './fulfil/advance';
import { endOrder } from './fulfil/endOrder';
import { claimsOf, movePieces } from './fulfil/pieces';
import { takenBack } from './fulfil/soldLines';
import { requestRefund } from './payment/requestRefund';
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
    return lines.some((line) => line.picked > 0)
      ? ready(tx, ctx, order, lines, pickedOf)
      : nothing(tx, ctx, order, lines);
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

async function ready(
  tx: WriteTx,
  ctx: PickCtx,
  order: OrderDoc,
  lines: PickedLines,
  pickedOf: ReadonlyMap<string, number>,
) {
  const { missing, refundFen } = shortages(order.lines, pickedOf);
  const missingPieces = missing.reduce((n, { pieces }) => n + pieces, 0);
  const text = missingPieces > 0 ? `，缺 ${missingPieces} 件已退款` : '';
  const status = await advance(tx, ctx, order, 'finishPick', { set: { lines: [...lines] }, text });
  const lost = (sku: string) =>
    missing.reduce((n, { skuId, pieces }) => n + (skuId === sku ? pieces : 0), 0);
  if (missingPieces > 0)
    await movePieces(
      tx,
      order,
      claimsOf(order),
      (sku) => ({ lost: lost(sku) }),
      actorOf(ctx),
      ctx.now,
    );
  await requestRefund(tx, ctx, order, {
    amountFen: refundFen,
    reason: `缺货 ${missingPieces} 件`,
    lines: lines
      .filter((line) => line.picked < line.qty)
      .map((line) => takenBack(line, line.picked)),
  });
  tx.emit('order.ready', order._id, {
    ...eventOf(order),
    at: ctx.now,
    missingPieces,
    refundFen,
  } satisfies EventPayloads['order.ready']);
  return { status, refundFen };
}

async function nothing(tx: WriteTx, ctx: PickCtx, order: OrderDoc, lines: PickedLines) {
  const { refundFen } = await endOrder(tx, ctx, order, {
    move: 'nothingFound',
    reason: '',
    by: 'store',
    actor: actorOf(ctx),
  });
  await tx.update('orders', order._id, { set: { lines: [...lines] } });
  auditMove(tx, order, 'cancelled', { refundFen });
  return { status: 'cancelled' as const, refundFen };
}
