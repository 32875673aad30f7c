import { recountDay } from '#shared/contracts/reports';
import { addDays, businessDayOf } from '#shared/domain/time';
import { serve } from '../kit/serve';
import { endLease, takeLease } from '../stock/lease';
import { countStock, rollDay, unrolled } from './recount/chainDays';
import { compareDay } from './recount/compareDay';
import { onTheWay } from './recount/countDay';

const JOB = 'recountDay';
const RESERVE_MS = 15_000;
/** Days a chain that was imported has caught up with in one night. */
const PAST_DAYS = 70;

/**
 * After a business day has ended: its sales book against its own orders and refunds, an alarm for every shop
 * whose two numbers differ; then the day's roll-up for reports, with the stock as it is counted now. All of it
 * gives the same again, so runs may repeat, overlap and die.
 */
export const main = serve(recountDay, async (_input, ctx) => {
  const day = addDays(businessDayOf(ctx.now), -1);
  const none = { day, shops: 0, wrong: 0 };
  const lease = await takeLease(ctx, JOB);
  if (!lease) return { ...none, more: true };
  if (lease.cursor === day || (await onTheWay(ctx.db, day))) {
    const more = lease.cursor !== day;
    await endLease(ctx, JOB, lease.cursor, JSON.stringify({ ...none, more }));
    return { ...none, more };
  }
  const { shops, wrong } = await compareDay(ctx, day);
  await rollDay(ctx, day);
  const all = (await countStock(ctx, day, RESERVE_MS)) && (await catchUp());
  const result = { day, shops, wrong, more: !all };
  await endLease(ctx, JOB, all ? day : lease.cursor, JSON.stringify(result));
  return result;

  async function catchUp(): Promise<boolean> {
    const past = Array.from({ length: PAST_DAYS }, (_, i) => addDays(day, -1 - i));
    for (const one of await unrolled(ctx.db, past)) {
      if (ctx.left() < RESERVE_MS) return false;
      await rollDay(ctx, one);
    }
    return true;
  }
});
