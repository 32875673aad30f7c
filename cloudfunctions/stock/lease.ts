import { gt, lte } from '../kit/conditions';
import type { Ctx } from '../kit/ports';

/** Longer than a run may take: a run that died frees its place by itself. */
const LEASE_MS = 70_000;

/** Where a timer stands: `undefined` when another run is at it. The lease only saves work, never correctness. */
export async function takeLease(
  ctx: Pick<Ctx, 'db' | 'now'>,
  job: string,
): Promise<{ cursor: string } | undefined> {
  const lease = { leaseUntil: ctx.now + LEASE_MS, lastRunAt: ctx.now };
  const claim = (leaseUntil: ReturnType<typeof lte>) =>
    ctx.db.updateAndGet('jobs', job, { set: lease }, { leaseUntil });
  // A lease that ends later than one taken now would is from before the clock was set back.
  const taken = (await claim(lte(ctx.now))) ?? (await claim(gt(ctx.now + LEASE_MS)));
  if (taken) return { cursor: taken.cursor };
  const first = await ctx.db.insert('jobs', { _id: job, cursor: '', lastResult: '', ...lease });
  return first ? { cursor: '' } : undefined;
}

/** Remembers how far the run came. */
export const keepCursor = (ctx: Pick<Ctx, 'db'>, job: string, cursor: string): Promise<boolean> =>
  ctx.db.update('jobs', job, { set: { cursor } });

export const endLease = (
  ctx: Pick<Ctx, 'db' | 'now'>,
  job: string,
  cursor: string,
  lastResult: string,
): Promise<boolean> =>
  ctx.db.update('jobs', job, { set: { cursor, lastResult, leaseUntil: ctx.now } });
