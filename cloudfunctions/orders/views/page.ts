import type { OrderDoc } from '#shared/model/docs';
import { gte, lte, ne } from '../../kit/conditions';
import type { Db, Where } from '../../kit/ports';

const SIZE = 20;

/**
 * A page of orders by creation time. The cursor names the last order shown (`time.id`); orders of the very
 * same millisecond are told apart by id, so none is skipped or shown twice.
 */
export async function orderPage(
  db: Db,
  where: Where,
  cursor: string | undefined,
  direction: 1 | -1,
): Promise<{ orders: OrderDoc[]; next?: string }> {
  const [time = '', lastId = ''] = cursor?.split('.') ?? [];
  const since = Number(time);
  const from: Where =
    cursor === undefined || !Number.isSafeInteger(since)
      ? {}
      : { createdAt: direction === -1 ? lte(since) : gte(since) };
  const found = await db.find(
    'orders',
    // Burnt ids have no number and are no orders.
    { ...where, no: ne(''), ...from },
    { sort: { createdAt: direction, _id: direction }, limit: SIZE * 2 },
  );
  const after = found.filter(
    ({ createdAt, _id }) => createdAt !== since || (direction === -1 ? _id < lastId : _id > lastId),
  );
  const orders = after.slice(0, SIZE);
  const last = orders.at(-1);
  if (after.length <= SIZE || !last) return { orders };
  return { orders, next: `${last.createdAt}.${last._id}` };
}
