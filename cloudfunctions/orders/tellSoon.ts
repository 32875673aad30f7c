import { SECOND_MS } from '#shared/domain/time';
import { lte } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { kick } from '../insights/kick';

const JOB = 'kick';
/** Events of this long are told together: one book entry and one look instead of one an order. */
const BREATH_MS = 2 * SECOND_MS;

/**
 * After a commit: hands the outbox on at once, so that the shop hears of an order within seconds. One call at
 * a time does it for all; the others spend one guarded update. Never fails the caller: the timer of the
 * outbox tells whatever was not told here.
 */
export async function tellSoon(
  ctx: Parameters<typeof kick>[0] & Pick<Ctx, 'cached'>,
): Promise<void> {
  try {
    let mine = false;
    await ctx.cached(`turn:${JOB}`, BREATH_MS, async () => {
      const lease = { leaseUntil: ctx.now + BREATH_MS, lastRunAt: ctx.now };
      mine = await ctx.db.update('jobs', JOB, { set: lease }, { leaseUntil: lte(ctx.now) });
    });
    if (mine) await kick(ctx);
  } catch (error) {
    ctx.log({ notTold: String(error) });
  }
}

/** Makes the lease's document once; the minute's timer does it, so that callers need not look. */
export const openTelling = (ctx: Pick<Ctx, 'db'>): Promise<boolean> =>
  ctx.db.insert('jobs', { _id: JOB, cursor: '', leaseUntil: 0, lastRunAt: 0, lastResult: '' });
