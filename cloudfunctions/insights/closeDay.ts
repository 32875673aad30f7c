import { closeDay } from '#shared/contracts/insights';
import { addDays, businessDayOf, businessStartOf } from '#shared/domain/time';
import { gt, lt, oneOf } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { endLease, keepCursor, takeLease } from '../stock/lease';
import { closeStore } from './close/closeStore';

const JOB = 'closeDay';
const PAGE = 100;
/** A shop takes well below this; what does not fit is left to the next run. */
const RESERVE_MS = 10_000;

/**
 * Appends the business day that has ended to the demand history of every product in every shop, shop by shop;
 * days a run missed are caught up. A run that dies leaves its cursor, and what was appended is known by the
 * history's length, so nothing is appended twice.
 */
export const main = serve(closeDay, async (_input, ctx) => {
  const day = addDays(businessDayOf(ctx.now), -1);
  const done = { day, stores: 0, appended: 0, begun: 0 };
  const lease = await takeLease(ctx, JOB);
  if (!lease) return { ...done, more: true };
  if (lease.cursor === day || (await bookIsBehind(ctx, day))) {
    const result = { ...done, more: lease.cursor !== day };
    await endLease(ctx, JOB, lease.cursor, JSON.stringify(result));
    return result;
  }

  const skus = new Map(
    (await readAll(ctx.db, 'skus', {}, { only: ['listPriceFen'] })).map((sku) => [sku._id, sku]),
  );
  // `{day}/{the last shop closed}`; the day alone once all are.
  let cursor = lease.cursor.startsWith(`${day}/`) ? lease.cursor : `${day}/`;
  let page: Awaited<ReturnType<typeof shopsAfter>>;
  do {
    page = await shopsAfter(ctx, cursor.slice(day.length + 1));
    for (const store of page) {
      if (ctx.left() < RESERVE_MS) {
        const result = { ...done, more: true };
        await endLease(ctx, JOB, cursor, JSON.stringify(result));
        return result;
      }
      const { appended, begun } = await closeStore(ctx, store, skus, day);
      done.stores += 1;
      done.appended += appended;
      done.begun += begun;
      cursor = `${day}/${store._id}`;
      await keepCursor(ctx, JOB, cursor);
    }
  } while (page.length === PAGE);
  const result = { ...done, more: false };
  await endLease(ctx, JOB, day, JSON.stringify(result));
  return result;
});

const shopsAfter = ({ db }: Pick<Ctx, 'db'>, last: string) =>
  db.find(
    'stores',
    {
      status: oneOf(['open', 'paused', 'closing']),
      ...(last === '' ? {} : { _id: gt(last) }),
    },
    { sort: { _id: 1 }, limit: PAGE, only: ['status', 'updatedAt', 'hours'] },
  );

/** Orders of the day are still on their way into the sales book: closed now, they would be missing for ever. */
const bookIsBehind = async ({ db }: Pick<Ctx, 'db'>, day: string): Promise<boolean> => {
  const [waiting] = await db.find(
    'outbox',
    { status: 'new', type: 'order.paid', at: lt(businessStartOf(addDays(day, 1))) },
    { limit: 1, only: ['at'] },
  );
  return waiting !== undefined;
};
