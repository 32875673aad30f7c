import { explode } from '#shared/domain/bundle';
import { exchangeEntries } from '#shared/domain/membership/ledger';
import { moveId, onHandOf } from '#shared/domain/stock';
import { sum } from '#shared/domain/money';
import type { AfterSaleDoc, OrderDoc } from '#shared/model/docs';
import { book } from '../assets/books';
import type { Ctx, WriteTx } from '../kit/ports';

type Swap = NonNullable<AfterSaleDoc['swap']>;
type Refusing = Pick<Ctx<'NO_REPLACEMENT'>, 'refuse' | 'now'>;

/** Pieces by SKU, boxes as what is in them, in an order that two transactions share. */
function piecesOf(doc: AfterSaleDoc, countOf: (lineId: string, whole: number) => number) {
  const parts = new Map(doc.lines.map(({ skuId, components }) => [skuId, components ?? undefined]));
  const lines = doc.lines.map(({ lineId, skuId, units }) => ({
    skuId,
    qty: countOf(lineId, units.length),
  }));
  return [...explode(lines, (skuId) => parts.get(skuId))]
    .filter(([, qty]) => qty > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([skuId, qty]) => ({ skuId, qty }));
}

/** Keeps replacements for the shopper in the shop that sold. Refuses when it has not enough. */
export async function reserveSwap(tx: WriteTx, ctx: Refusing, doc: AfterSaleDoc): Promise<Swap> {
  const { storeId } = doc;
  const pieces = piecesOf(doc, (_line, whole) => whole);
  for (const { skuId, qty } of pieces) {
    const stock = await tx.get('stock', `${storeId}:${skuId}`);
    if (!stock || stock.available < qty) return ctx.refuse('NO_REPLACEMENT', { detail: { skuId } });
    const inc = { available: -qty, reserved: qty };
    await tx.update('stock', stock._id, { inc, set: { updatedAt: ctx.now } });
  }
  return { storeId, pieces };
}

/** What was kept may be sold again. */
export async function releaseSwap(
  tx: WriteTx,
  { swap }: Pick<AfterSaleDoc, 'swap'>,
  now: number,
): Promise<void> {
  for (const { skuId, qty } of swap?.pieces ?? []) {
    const inc = { available: qty, reserved: -qty };
    await tx.update('stock', `${swap?.storeId}:${skuId}`, { inc, set: { updatedAt: now } });
  }
}

/**
 * Replacements go over the counter of the shop that takes the pieces back, one for each taken back. What another
 * shop kept for it is for sale there again. The seller answers for pieces that did not come back sellable.
 */
export async function handSwap(
  tx: WriteTx,
  ctx: Refusing,
  order: OrderDoc,
  doc: AfterSaleDoc,
  { storeId, taken, damaged, by }: Handing,
): Promise<number> {
  await releaseSwap(tx, doc, ctx.now);
  const pieces = piecesOf(doc, (lineId) => taken.get(lineId) ?? 0);
  for (const { skuId, qty } of pieces) {
    const stock = await tx.get('stock', `${storeId}:${skuId}`);
    if (!stock || stock.available < qty) return ctx.refuse('NO_REPLACEMENT', { detail: { skuId } });
    await tx.update('stock', stock._id, { inc: { available: -qty }, set: { updatedAt: ctx.now } });
    await tx.insert('stockMoves', {
      _id: moveId(doc._id, 'SWAP_OUT', storeId, skuId),
      storeId,
      skuId,
      type: 'SWAP_OUT',
      qty: -qty,
      after: onHandOf(stock) - qty,
      refType: 'afterSale',
      refId: doc._id,
      by,
      at: ctx.now,
    });
  }
  const costFen = sum(
    doc.lines.map(({ lineId, at }) => (damaged.get(lineId) ?? 0) * (order.lines[at]?.costFen ?? 0)),
  );
  await book(tx, `exchange:${doc._id}`, exchangeEntries(order.storeId, storeId, costFen), {
    at: ctx.now,
    memberId: null,
    storeId: order.storeId,
    text: `售后单 ${doc.no} 跨店换货`,
  });
  return sum([...taken.values()]);
}
interface Handing {
  readonly storeId: string;
  /** Pieces by line that were taken back, and of these the ones not for sale any more. */
  readonly taken: ReadonlyMap<string, number>;
  readonly damaged: ReadonlyMap<string, number>;
  readonly by: string;
}
