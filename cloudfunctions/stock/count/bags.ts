import { explode } from '#shared/domain/bundle';
import type { Bag } from '#shared/domain/stocktake/shelf';
import type { OrderDoc } from '#shared/model/docs';
import { gt, oneOf } from '../../kit/conditions';
import type { Db } from '../../kit/ports';
import { byId, readAll } from '../../kit/readAll';

type Packed = Pick<OrderDoc, '_id' | 'lines' | 'steps' | 'status'>;
const PACKED = ['picking', 'ready', 'delivering'];

/** Pieces of each product in an order: what was found, or what was ordered while it is being picked. */
const piecesIn = ({ lines }: Packed): Map<string, number> => {
  const parts = new Map(lines.map(({ skuId, components }) => [skuId, components ?? undefined]));
  return explode(
    lines.map(({ skuId, qty, picked }) => ({ skuId, qty: picked ?? qty })),
    (skuId) => parts.get(skuId),
  );
};
const bagOf = (order: Packed, skuId: string): Bag => ({
  pieces: piecesIn(order).get(skuId) ?? 0,
  steps: order.steps,
});

/** Orders of the shop that are packed, or being packed, now. */
export const packedOrders = (db: Pick<Db, 'find'>, storeId: string): Promise<Packed[]> =>
  readAll(db, 'orders', { storeId, status: oneOf(PACKED) }, { only: ['lines', 'steps', 'status'] });

/** Bags of one product: of orders packed now, and of those handed over since. */
export async function bagsSince(
  db: Pick<Db, 'find' | 'getMany'>,
  storeId: string,
  skuId: string,
  at: number,
): Promise<Bag[]> {
  const [now, sold] = await Promise.all([
    packedOrders(db, storeId),
    db.find('stockMoves', { storeId, skuId, at: gt(at) }, { sort: { at: -1 }, limit: 1_000 }),
  ]);
  const gone = await byId(
    db,
    'orders',
    sold.filter(({ refType }) => refType === 'order').map(({ refId }) => refId),
  );
  const all = new Map<string, Packed>([...gone, ...now.map((o) => [o._id, o] as const)]);
  return [...all.values()].map((order) => bagOf(order, skuId));
}

/** The same for every product at once, as things stand now. */
export function baggedNow(orders: readonly Packed[]): {
  readonly pieces: ReadonlyMap<string, number>;
  readonly picking: ReadonlySet<string>;
} {
  const pieces = new Map<string, number>();
  const picking = new Set<string>();
  for (const order of orders)
    for (const [skuId, n] of piecesIn(order))
      if (order.status === 'picking') picking.add(skuId);
      else pieces.set(skuId, (pieces.get(skuId) ?? 0) + n);
  return { pieces, picking };
}
