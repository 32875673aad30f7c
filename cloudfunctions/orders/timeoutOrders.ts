import { timeoutOrders } from '#shared/contracts/orders';
import { serve } from '../kit/serve';
import { openTelling } from './tellSoon';
import { endOverdue } from './sweep/overdue';
import { releaseHolds, releaseLocks } from './sweep/abandoned';
import { releaseAssetHolds, releaseBudgetHolds } from './sweep/claims';
import { releaseSlotHolds } from './sweep/slots';
import { repeatRefunds } from './sweep/refunds';

/**
 * Every minute: ends unpaid orders, finishes checkouts that were cut off, repeats refunds that are not done.
 * Each item is decided by its own guarded write or transaction, so runs may overlap, die midway or be late.
 */
export const main = serve(timeoutOrders, async (_input, ctx) => {
  await openTelling(ctx);
  const overdue = await endOverdue(ctx);
  const holds = await releaseHolds(ctx);
  const locks = await releaseLocks(ctx);
  const assets = await releaseAssetHolds(ctx);
  const budgets = await releaseBudgetHolds(ctx);
  const refunds = await repeatRefunds(ctx);
  const slots = await releaseSlotHolds(ctx);
  ctx.log({ ...overdue, holds, locks, assets, budgets, slots, refunds });
  return {
    cancelled: overdue.cancelled,
    settled: overdue.settled,
    released: holds.done + locks.done + assets.done + budgets.done + slots.done,
    more: [overdue, holds, locks, assets, budgets, slots, refunds].some(({ more }) => more),
  };
});
