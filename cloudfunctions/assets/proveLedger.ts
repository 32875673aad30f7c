import { proveLedger } from '#shared/contracts/moneyTimers';
import { addDays, businessDayOf } from '#shared/domain/time';
import { serve } from '../kit/serve';
import { endLease, keepCursor, takeLease } from '../stock/lease';
import { closeBooks } from './nightly/closeBooks';
import { provePage } from './nightly/proveMembers';

const JOB = 'proveLedger';
const RESERVE_MS = 12_000;

/**
 * Every night: closes the books of the day that has ended (each transaction must balance) and replays every
 * member's entries against their balances. A difference opens an alarm on HQ's board; it closes when the
 * figures agree again. Several runs share one night's work by the cursor `{day}/{last member}`.
 */
export const main = serve(proveLedger, async (_input, ctx) => {
  const day = addDays(businessDayOf(ctx.now), -1);
  const none = { days: 0, members: 0, wrong: 0 };
  const lease = await takeLease(ctx, JOB);
  if (!lease) return { ...none, more: true };
  if (lease.cursor === day) {
    await endLease(ctx, JOB, day, JSON.stringify({ ...none, at: ctx.now }));
    return { ...none, more: false };
  }
  const { closed, done } = await closeBooks(ctx, day);
  let cursor = lease.cursor.startsWith(`${day}/`) ? lease.cursor : `${day}/`;
  const result = { days: closed, members: 0, wrong: 0, more: true };
  while (result.more && ctx.left() > (done ? RESERVE_MS : Infinity)) {
    const page = await provePage(ctx, cursor.slice(day.length + 1));
    result.members += page.members;
    result.wrong += page.wrong;
    result.more = page.last !== '';
    cursor = result.more ? `${day}/${page.last}` : day;
    await keepCursor(ctx, JOB, cursor);
  }
  await endLease(ctx, JOB, cursor, JSON.stringify(result));
  return result;
});
