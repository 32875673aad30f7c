import type { Ctx } from '../../kit/ports';
import { releaseSlot, settleSlot, staleSlots } from '../checkout/slotClaim';
import { ABANDONED_MS, PAGES, burnAbandoned } from './abandoned';
import { PAGE, workThrough, type Swept } from './pages';

/** Places in slots held by a checkout that was cut off: booked if its order came to be, else free. */
export async function releaseSlotHolds(ctx: Ctx): Promise<Swept> {
  const cut = ctx.now - ABANDONED_MS;
  let cursor = '';
  let total: Swept = { done: 0, failed: 0, more: false };
  for (let page = 0; page < PAGES; page += 1) {
    const found = await staleSlots(ctx.db, cut, cursor, PAGE);
    const stale = found.flatMap(({ _id, storeId, from, until, holds }) =>
      holds
        .filter(({ at }) => at < cut)
        .map((hold) => ({ slot: { slotId: _id, from, until }, storeId, hold })),
    );
    const { done, failed } = await workThrough(
      stale,
      async ({ slot, storeId, hold }) => {
        const order = await burnAbandoned(ctx, hold.orderId, storeId);
        if (order.holdId === hold.id) await settleSlot(ctx.db, slot, hold.id);
        else await releaseSlot(ctx.db, slot, hold.id);
        return true;
      },
      ({ hold }, error) => ctx.log({ [`slot:${hold.id}`]: String(error) }),
    );
    const more = found.length === PAGE;
    total = { done: total.done + done, failed: total.failed + failed, more };
    if (!more) break;
    cursor = found.at(-1)?._id ?? cursor;
  }
  return total;
}
