import { explode } from '#shared/domain/bundle';
import { onHandOf } from '#shared/domain/stock';
import type { ListingDoc, OrderDoc, StockDoc, StockMoveDoc } from '#shared/model/docs';
import type { Change, Tx } from '../../kit/ports';

/** What happens to pieces promised to an order; the rest stays promised. */
export interface Fate {
  /** Back to what may be sold. */
  readonly shelf?: number;
  /** Handed to the shopper. */
  readonly sold?: number;
  /** Not found while picking: they leave the books as a count loss, as they are not there to be sold. */
  readonly lost?: number;
}

/**
 * Moves promised pieces of the order, SKU by SKU, inside a transaction by id. `claims` is what the order
 * still holds of each SKU. Works whether the pieces are reserved or, after a crash of the checkout, still on
 * hold. Restoring carries no sell guard. Every loss and sale writes its journal row under a deterministic id.
 */
export async function movePieces(
  tx: Tx,
  order: OrderDoc,
  claims: ReadonlyMap<string, number>,
  fateOf: (skuId: string, claimed: number) => Fate,
  by: string,
  now: number,
): Promise<void> {
  for (const [skuId, claimed] of [...claims].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (claimed === 0) continue;
    const { shelf = 0, sold = 0, lost = 0 } = fateOf(skuId, claimed);
    const id = `${order.storeId}:${skuId}`;
    const stock = await tx.get('stock', id);
    if (!stock) throw new Error(`order ${order._id} claims ${id}, which has no stock document`);
    const special = shelf > 0 ? await specialBack(tx, order, stock, shelf) : 0;
    await tx.update(
      'stock',
      id,
      changeOf(order, stock, claimed, { shelf, sold, lost }, special, now),
    );
    const row = {
      storeId: order.storeId,
      skuId,
      refType: 'order',
      refId: order._id,
      by,
      at: now,
    } as const;
    const before = onHandOf(stock);
    if (lost > 0)
      await journal(tx, { ...row, type: 'COUNT_LOSS', qty: -lost, after: before - lost });
    if (sold > 0)
      await journal(tx, { ...row, type: 'SALE', qty: -sold, after: before - lost - sold });
  }
}

function changeOf(
  order: OrderDoc,
  stock: StockDoc,
  claimed: number,
  { shelf, sold, lost }: Required<Fate>,
  special: number,
  now: number,
): Change {
  const onHold = stock.holds.some(({ id }) => id === order.holdId);
  const leaving = shelf + sold + lost;
  return {
    inc: {
      available: shelf,
      reserved: onHold ? claimed - leaving : -leaving,
      ...(special > 0 ? { specialSold: -special } : {}),
    },
    ...(onHold ? { pull: { holds: { id: order.holdId } } } : {}),
    // Not found is a correction: a count taken before it must not take the piece away once more.
    set: { updatedAt: now, ...(lost > 0 ? { countedAt: now } : {}) },
  };
}

/** Pieces that count again as unsold of the special still running since before the order. */
async function specialBack(
  tx: Tx,
  order: OrderDoc,
  stock: StockDoc,
  shelf: number,
): Promise<number> {
  const atSpecial = order.lines.reduce(
    (n, line) => n + (`${order.storeId}:${line.skuId}` === stock._id ? line.specialQty : 0),
    0,
  );
  if (atSpecial === 0) return 0;
  const listing: ListingDoc | undefined = await tx.get('listings', stock._id);
  const running = listing?.special && listing.special.from <= order.createdAt;
  return running ? Math.min(shelf, atSpecial, stock.specialSold) : 0;
}

const journal = (tx: Tx, row: Omit<StockMoveDoc, '_id'>): Promise<void> =>
  tx.insert('stockMoves', {
    _id: `${row.refId}:${row.type}:${row.storeId}:${row.skuId}`,
    ...row,
  });

/**
 * Pieces by SKU the order still has a claim on: all ordered before picking ends, what was picked after. Gift
 * boxes are the pieces in them.
 */
export function claimsOf({ lines }: Pick<OrderDoc, 'lines'>): Map<string, number> {
  const parts = new Map(lines.map(({ skuId, components }) => [skuId, components ?? undefined]));
  return explode(
    lines.map(({ skuId, qty, picked }) => ({ skuId, qty: picked ?? qty })),
    (skuId) => parts.get(skuId),
  );
}
