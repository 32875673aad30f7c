import { receivePurchase } from '#shared/contracts/purchasing';
import { businessDayOf } from '#shared/domain/time';
import { moveId, onHandOf } from '#shared/domain/stock';
import type { WriteTx } from '../kit/ports';
import { serve } from '../kit/serve';
import { newStock } from '../stock/newStock';

/** More than this beyond what was sent is a slip of the finger. */
const MOST_OVER = 50;

/**
 * A shop takes its part of a delivery: good pieces on the shelf with the price of the order, damaged and missing ones
 * written down. A shop receives an order once; when the last one has, the order is received.
 */
export const main = serve(receivePurchase, async (input, ctx) => {
  const { storeId, purchaseId } = input;
  const counted = new Map(input.lines.map((line) => [line.skuId, line]));
  return ctx.write(async (tx) => {
    const doc = await tx.get('purchases', purchaseId);
    const here = doc?.lines.some(({ stores }) => stores.some((s) => s.storeId === storeId));
    if (!doc || !here) return ctx.refuse('NOT_FOUND');
    if (doc.status !== 'shipped') return ctx.refuse('WRONG_STATE');
    const total = { received: 0, damaged: 0, short: 0, over: 0 };
    const mine = new Set<string>();
    const lines = [];
    for (const line of doc.lines) {
      const stores = [];
      for (const part of line.stores) {
        if (part.storeId !== storeId || part.done) {
          stores.push(part);
          continue;
        }
        mine.add(line.skuId);
        const { received = 0, damaged = 0 } = counted.get(line.skuId) ?? {};
        const sent = part.shipped ?? part.qty;
        if (received + damaged > sent + MOST_OVER)
          return ctx.refuse('TOO_MANY', { detail: { skuId: line.skuId } });
        total.received += received;
        total.damaged += damaged;
        total.short += Math.max(0, sent - received - damaged);
        total.over += Math.max(0, received + damaged - sent);
        await shelve(tx, { storeId, skuId: line.skuId, qty: received, purchaseId }, ctx);
        stores.push({ ...part, received, damaged, done: true });
      }
      lines.push({ ...line, stores });
    }
    if (mine.size === 0) return ctx.refuse('WRONG_STATE');
    const foreign = input.lines.find(({ skuId }) => !mine.has(skuId));
    if (foreign) return ctx.refuse('NOT_HERE', { detail: { skuId: foreign.skuId } });
    const all = lines.every(({ stores }) => stores.every(({ done }) => done));
    const parts = [
      `收到 ${total.received} 件`,
      total.damaged > 0 && `破损 ${total.damaged}`,
      total.short > 0 && `短少 ${total.short}`,
      total.over > 0 && `多到 ${total.over}`,
    ].filter((part) => part !== false);
    await tx.update('purchases', purchaseId, {
      set: {
        lines,
        updatedAt: ctx.now,
        ...(all ? { status: 'received', receivedDay: businessDayOf(ctx.now) } : {}),
      },
      push: {
        steps: { at: ctx.now, status: 'receipt', by: ctx.me.id, text: parts.join('，') },
      },
    });
    tx.audit({
      target: 'purchases',
      targetId: purchaseId,
      storeId,
      before: null,
      after: { ...total },
    });
    return total;
  });
});

async function shelve(
  tx: WriteTx,
  {
    storeId,
    skuId,
    qty,
    purchaseId,
  }: Record<'storeId' | 'skuId' | 'purchaseId', string> & { qty: number },
  { me, now }: { me: { id: string }; now: number },
): Promise<void> {
  if (qty === 0) return;
  const id = `${storeId}:${skuId}`;
  const stock = await tx.get('stock', id);
  if (stock) await tx.update('stock', id, { inc: { available: qty }, set: { updatedAt: now } });
  else await tx.insert('stock', { ...newStock(storeId, skuId, now), available: qty });
  await tx.insert('stockMoves', {
    _id: moveId(purchaseId, 'RECEIVE', storeId, skuId),
    storeId,
    skuId,
    type: 'RECEIVE',
    qty,
    after: (stock ? onHandOf(stock) : 0) + qty,
    refType: 'purchase',
    refId: purchaseId,
    by: me.id,
    at: now,
  });
}
