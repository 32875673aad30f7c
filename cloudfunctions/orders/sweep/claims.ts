import { gt, lt } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { releaseAssets } from '../../assets/holds';
import { releaseBudget, settleBudget, staleBudgets } from '../../campaigns/budget';
import { ABANDONED_MS, PAGES, burnAbandoned } from './abandoned';
import { PAGE, workThrough, type Swept } from './pages';

const NONE: Swept = { done: 0, failed: 0, more: false };

/** Money and points held for an order that was never placed; those of orders waiting for payment stay. */
export async function releaseAssetHolds(ctx: Ctx): Promise<Swept> {
  const cut = ctx.now - ABANDONED_MS;
  let cursor = '';
  let total = NONE;
  for (let page = 0; page < PAGES; page += 1) {
    const found = await ctx.db.find(
      'assets',
      { 'holds.at': lt(cut), ...(cursor === '' ? {} : { _id: gt(cursor) }) },
      { sort: { _id: 1 }, limit: PAGE },
    );
    const stale = found.flatMap(({ _id, holds }) =>
      holds.filter(({ at }) => at < cut).map((hold) => ({ memberId: _id, hold })),
    );
    const { done, failed } = await workThrough(
      stale,
      async ({ memberId, hold }) => {
        const order = await burnAbandoned(ctx, hold.orderId);
        if (order.holdId === hold.id && order.status === 'pendingPay') return false;
        return releaseAssets(ctx.db, memberId, hold.id, ctx.now);
      },
      ({ hold }, error) => ctx.log({ [`assets:${hold.id}`]: String(error) }),
    );
    const more = found.length === PAGE;
    total = { done: total.done + done, failed: total.failed + failed, more };
    if (!more) break;
    cursor = found.at(-1)?._id ?? cursor;
  }
  return total;
}

/** Budgets held by a checkout that was cut off: spent if its order came to be, else back. */
export async function releaseBudgetHolds(ctx: Ctx): Promise<Swept> {
  const cut = ctx.now - ABANDONED_MS;
  let cursor = '';
  let total = NONE;
  for (let page = 0; page < PAGES; page += 1) {
    const found = await staleBudgets(ctx.db, cut, cursor, PAGE);
    const stale = found.flatMap(({ _id, holds }) =>
      holds.filter(({ at }) => at < cut).map((hold) => ({ promotionId: _id, hold })),
    );
    const { done, failed } = await workThrough(
      stale,
      async ({ promotionId, hold }) => {
        const order = await burnAbandoned(ctx, hold.orderId);
        const claim = { promotionId, fen: hold.fen };
        if (order.holdId === hold.id) await settleBudget(ctx.db, [claim], hold.id);
        else await releaseBudget(ctx.db, [claim], hold.id);
        return true;
      },
      ({ hold }, error) => ctx.log({ [`budget:${hold.id}`]: String(error) }),
    );
    const more = found.length === PAGE;
    total = { done: total.done + done, failed: total.failed + failed, more };
    if (!more) break;
    cursor = found.at(-1)?._id ?? cursor;
  }
  return total;
}
