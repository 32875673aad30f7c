import { hoursPassed } from '#shared/domain/board';
import { addDays, businessDayOf } from '#shared/domain/time';
import { between, noneOf, oneOf } from '../kit/conditions';
import type { Ctx, Where } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { TREND_DAYS } from './series';

/** Not handed over and not ready: somebody in the shop has to do something. */
const WAITING = ['paid', 'accepted', 'picking'];

/** Everything the board stands on, read at once. */
export async function readBoard(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  asked: string | undefined,
  reach: 'all' | readonly string[],
) {
  const day = asked ?? businessDayOf(now);
  const inReach: Where = reach === 'all' ? {} : { storeId: oneOf(reach) };
  const [stores, books, trend, orders, alerts, inTransit, pendingRefunds] = await Promise.all([
    readAll(db, 'stores', {
      status: noneOf(['draft']),
      ...(reach === 'all' ? {} : { _id: oneOf(reach) }),
    }),
    readAll(db, 'salesDays', { ...inReach, day: oneOf([day, addDays(day, -7)]) }),
    readAll(
      db,
      'salesDays',
      { ...inReach, day: between(addDays(day, 1 - TREND_DAYS), addDays(day, 1)) },
      { only: ['day', 'salesFen', 'orders'] },
    ),
    readAll(
      db,
      'orders',
      { ...inReach, status: oneOf(WAITING) },
      { only: ['storeId', 'status', 'acceptBy'] },
    ),
    readAll(db, 'alerts', { ...inReach, status: 'open' }, { only: ['storeId', 'level'] }),
    db.count('transfers', {
      status: 'shipped',
      ...(reach === 'all' ? {} : { toStoreId: oneOf(reach) }),
    }),
    db.count('refunds', { ...inReach, status: oneOf(['pending', 'sent', 'failed']) }),
  ]);
  return {
    day,
    /** Hours of the day to compare: a day that is over is compared in full. */
    passed: hoursPassed(day, now),
    stores,
    today: books.filter((book) => book.day === day),
    lastWeek: books.filter((book) => book.day !== day),
    trend,
    orders: orders.map(({ storeId, status, acceptBy }) => ({
      storeId,
      late: status === 'paid' && acceptBy !== null && acceptBy < now,
    })),
    alerts,
    inTransit,
    pendingRefunds,
  };
}
