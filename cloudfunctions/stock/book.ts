import type { StockKind } from '#shared/domain/stock';
import { entryOf, moveId } from '#shared/domain/stock';
import { withLot, withoutLot } from '#shared/domain/lots';
import { KIND_TEXT } from '#shared/domain/stock';
import { dayOf } from '#shared/domain/time';
import type { SkuDoc, StockDocDoc } from '#shared/model/docs';
import type { Ctx, WriteTx } from '../kit/ports';
import { newStock } from './newStock';

export interface Entry {
  readonly skuId: string;
  /** Pieces moved; for a count the pieces found. */
  readonly qty: number;
  /** Best before of the lot that comes in or leaves. */
  readonly day?: string | undefined;
  /** Grams that make no whole piece, afterwards. */
  readonly looseG?: number | undefined;
}
type Booking = Pick<Ctx<'NOT_ENOUGH' | 'NO_SUCH_LOT' | 'NOT_SOLD_HERE'>, 'refuse' | 'now' | 'me'>;
export interface Book {
  readonly docId: string;
  readonly storeId: string;
  readonly kind: StockKind;
  readonly skus: ReadonlyMap<string, SkuDoc>;
  /** Stock ids the shop lists: these may get their first stock document. */
  readonly listed: ReadonlySet<string>;
}

export const docNo = (kind: StockKind, docId: string, now: number): string =>
  `${PREFIX[kind]}${dayOf(now).slice(2).replaceAll('-', '')}${docId.slice(-6)}`;
const PREFIX: Readonly<Record<StockKind, string>> = {
  receive: 'RK',
  issue: 'CK',
  damage: 'BS',
  count: 'PD',
};

/** What one line would do now; refuses what cannot be. Writes nothing. */
export async function weigh(
  tx: Pick<WriteTx, 'get'>,
  ctx: Booking,
  { storeId, kind, skus, listed }: Book,
  { skuId, qty }: Entry,
) {
  const id = `${storeId}:${skuId}`;
  const title = skus.get(skuId)?.title ?? skuId;
  const known = await tx.get('stock', id);
  if (!known && !listed.has(id))
    return ctx.refuse('NOT_SOLD_HERE', {
      message: `「${title}」不在本店目录，请先请总部上架`,
      detail: { skuId },
    });
  const stock = known ?? newStock(storeId, skuId, ctx.now);
  const entry = entryOf(kind, stock, qty);
  if (entry.ok) return { known, stock, entry };
  const { onHand, promised } = entry;
  return ctx.refuse('NOT_ENOUGH', {
    message: tooFew(kind, title, onHand, promised),
    detail: { skuId, onHand, promised },
  });
}

/** Books one line in the caller's transaction: pieces, lot and journal together. */
export async function bookLine(
  tx: WriteTx,
  ctx: Booking,
  book: Book,
  line: Entry,
): Promise<StockDocDoc['lines'][number]> {
  const { docId, storeId, kind } = book;
  const { skuId, qty, day, looseG } = line;
  const { known, stock, entry } = await weigh(tx, ctx, book, line);
  if (!known) await tx.insert('stock', stock);
  await tx.update('stock', stock._id, {
    ...(entry.delta === 0 ? {} : { inc: { available: entry.delta } }),
    set: {
      updatedAt: ctx.now,
      ...(looseG === undefined ? {} : { looseG }),
      // Corrected to what was found: a count sheet that looked before must look again.
      ...(kind === 'count' ? { countedAt: ctx.now } : {}),
    },
  });
  if (day !== undefined && kind !== 'count') await moveLot(tx, ctx, book, line, entry.before);
  if (entry.type)
    await tx.insert('stockMoves', {
      _id: moveId(docId, entry.type, storeId, skuId),
      storeId,
      skuId,
      type: entry.type,
      qty: entry.delta,
      after: entry.after,
      refType: 'stockDoc',
      refId: docId,
      by: ctx.me.id,
      at: ctx.now,
    });
  const told = { skuId, qty, before: entry.before, after: entry.after };
  return day === undefined ? told : { ...told, day };
}

async function moveLot(
  tx: WriteTx,
  ctx: Booking,
  { storeId, kind, skus }: Book,
  { skuId, qty, day = '' }: Entry,
  before: number,
): Promise<void> {
  const _id = `${storeId}:${skuId}`;
  const kept = await tx.get('stockLots', _id);
  const lots = kept?.lots ?? [];
  const after =
    kind === 'receive'
      ? withLot(before, lots, { day, qty })
      : withoutLot(before, lots, { day, qty });
  if (!after)
    return ctx.refuse('NO_SUCH_LOT', {
      message: `「${skus.get(skuId)?.title ?? skuId}」${day} 到期的没有 ${qty} 件，请核对日期和数量`,
      detail: { skuId, day },
    });
  await tx.set('stockLots', { _id, storeId, skuId, lots: after, updatedAt: ctx.now });
}

const tooFew = (kind: StockKind, title: string, onHand: number, promised: number): string =>
  kind === 'count'
    ? `「${title}」实点数少于已被订单占用的 ${promised} 件，请先把这些订单备货缺货或取消，再盘点`
    : `「${title}」在店 ${onHand} 件，其中 ${promised} 件已被订单占用，只能${KIND_TEXT[kind]} ${onHand - promised} 件`;
