import { MINUTE_MS } from '#shared/domain/time';
import type { Hold, OrderDoc, StockDoc } from '#shared/model/docs';
import { gt, lt } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { burn } from '../checkout/burn';
import { giveBack, settle } from '../checkout/claims';
import { unlockCoupon } from '../checkout/couponLock';
import { PAGE, workThrough, type Swept } from './pages';

/** Six times a function's life: whoever holds for longer is dead. */
export const ABANDONED_MS = 2 * MINUTE_MS;
/** Pages of one run. */
export const PAGES = 10;

/**
 * Holds whose checkout was cut off. The order's id is burnt first, so a checkout that still lives cannot
 * place it afterwards; then the hold is settled if it became the order's reservation, else given back.
 */
export async function releaseHolds(ctx: Ctx): Promise<Swept> {
  const cut = ctx.now - ABANDONED_MS;
  let cursor = '';
  let total: Swept = { done: 0, failed: 0, more: false };
  for (let page = 0; page < PAGES; page += 1) {
    const stocks = await ctx.db.find(
      'stock',
      { 'holds.at': lt(cut), ...(cursor === '' ? {} : { _id: gt(cursor) }) },
      { sort: { _id: 1 }, limit: PAGE },
    );
    const stale = stocks.flatMap((stock) =>
      stock.holds.filter(({ at }) => at < cut).map((hold) => ({ stock, hold })),
    );
    const { done, failed } = await workThrough(
      stale,
      ({ stock, hold }) => releaseOne(ctx, stock, hold),
      ({ hold }, error) => ctx.log({ [`hold:${hold.id}`]: String(error) }),
    );
    const more = stocks.length === PAGE;
    total = { done: total.done + done, failed: total.failed + failed, more };
    if (!more) break;
    cursor = stocks.at(-1)?._id ?? cursor;
  }
  return total;
}

async function releaseOne(ctx: Ctx, stock: StockDoc, hold: Hold): Promise<boolean> {
  const order = await burnAbandoned(ctx, hold.orderId, stock.storeId);
  const claim = { stockId: stock._id, skuId: stock.skuId, ...hold, specialCap: null };
  if (order.holdId === hold.id) await settle(ctx.db, [claim], hold.id);
  else await giveBack(ctx.db, [claim], hold.id);
  return true;
}

/** The order of a cut-off checkout: the one that came to be, or the mark that it never will. */
export const burnAbandoned = (
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  orderId: string,
  storeId = '',
): Promise<OrderDoc> =>
  burn(db, { orderId, storeId, memberId: '', bodyHash: '', now, why: 'abandoned' });

/** Coupons locked for an order that was never placed; those of orders waiting for payment stay. */
export async function releaseLocks(ctx: Ctx): Promise<Swept> {
  const cut = ctx.now - ABANDONED_MS;
  let skip = 0;
  let total: Swept = { done: 0, failed: 0, more: false };
  for (let page = 0; page < PAGES; page += 1) {
    const coupons = await ctx.db.find(
      'coupons',
      { status: 'locked', lockedAt: lt(cut) },
      { sort: { lockedAt: 1 }, limit: PAGE, skip },
    );
    const orderIds = coupons.flatMap(({ lockOrderId }) => lockOrderId ?? []);
    const orders = new Map((await ctx.db.getMany('orders', orderIds)).map((o) => [o._id, o]));
    const { done, failed } = await workThrough(
      coupons,
      async ({ _id, lockOrderId }) => {
        if (lockOrderId === null) return false;
        const order = orders.get(lockOrderId) ?? (await burnAbandoned(ctx, lockOrderId));
        return order.status === 'cancelled' && unlockCoupon(ctx.db, _id, lockOrderId);
      },
      ({ _id }, error) => ctx.log({ [`lock:${_id}`]: String(error) }),
    );
    const more = coupons.length === PAGE;
    total = { done: total.done + done, failed: total.failed + failed, more };
    if (!more) break;
    // The unlocked ones have left the list; the others are stepped over.
    skip += coupons.length - done;
  }
  return total;
}
