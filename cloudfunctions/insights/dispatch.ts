import { MINUTE_MS, SECOND_MS } from '#shared/domain/time';
import type { OutboxDoc } from '#shared/model/docs';
import { lte, noneOf, oneOf } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { tally } from '../campaigns/tally';
import { executeRefund } from '../orders/executeRefund';
import { payloadOf } from './event';
import { notify } from './notify';
import { rollUp } from './rollUp';

/** After so many errors a person has to look; the event stays with its last error. */
export const MAX_TRIES = 8;
/** 10 s, 30 s, 90 s, … one hour at most. */
export const pauseMs = (tries: number): number =>
  Math.min(10 * SECOND_MS * 3 ** Math.min(tries, 10), 60 * MINUTE_MS);

export type DispatchCtx = Pick<Ctx, 'db' | 'now' | 'notify' | 'seal' | 'pay' | 'write' | 'log'>;
export interface Dispatched {
  readonly handled: number;
  readonly failed: number;
  readonly more: boolean;
}

/** Taken, not yet possible (asked again, never given up), or failed. */
type Outcome = { readonly is: 'done' } | { readonly is: 'later' | 'failed'; readonly why: string };

/**
 * Hands due events to their consumers: the sales book, the results of campaigns, the notices, the refunds. At least once; every
 * consumer takes an event once by a mark of its own, so overlapping or dying runs do no harm.
 */
export async function dispatch(
  ctx: DispatchCtx,
  { limit, except }: { readonly limit: number; readonly except?: readonly string[] },
): Promise<Dispatched> {
  const events = await ctx.db.find(
    'outbox',
    {
      status: 'new',
      nextTryAt: lte(ctx.now),
      ...(except ? { type: noneOf(except) } : {}),
    },
    { sort: { nextTryAt: 1, _id: 1 }, limit },
  );
  const unbooked = new Map([...(await rollUp(ctx, events)), ...(await tally(ctx, events))]);
  // A shop is not told of a sale that could not be booked: both come with the next try.
  const untold = await notify(
    ctx,
    events.filter(({ _id }) => !unbooked.has(_id)),
  );
  const problems = new Map([...unbooked, ...untold]);
  const done: string[] = [];
  let failed = 0;
  for (const event of events) {
    const outcome = await consume(ctx, event, problems);
    if (outcome.is === 'done') done.push(event._id);
    else {
      if (outcome.is === 'failed') failed += 1;
      await postpone(ctx, event, outcome);
    }
  }
  if (done.length > 0) {
    const set = { status: 'done', lastError: '' };
    await ctx.db.updateWhere('outbox', { _id: oneOf(done), status: 'new' }, { set });
  }
  return { handled: done.length, failed, more: events.length === limit };
}

async function consume(
  ctx: DispatchCtx,
  event: OutboxDoc,
  problems: ReadonlyMap<string, unknown>,
): Promise<Outcome> {
  try {
    if (problems.has(event._id)) throw problems.get(event._id);
    const refund = payloadOf(event, 'refund.requested');
    if (!refund) return { is: 'done' };
    const status = await executeRefund(ctx, refund.refundId);
    return status === 'done' || status === 'atTill'
      ? { is: 'done' }
      : { is: 'later', why: `refund ${status}` };
  } catch (error) {
    return { is: 'failed', why: String(error).slice(0, 200) };
  }
}

/** Promised money is never given up: its event is asked about until the payment company has it. */
async function postpone(
  { db, now, log }: DispatchCtx,
  { _id, type, tries }: OutboxDoc,
  { is, why }: Exclude<Outcome, { is: 'done' }>,
): Promise<void> {
  const dead = is === 'failed' && tries + 1 >= MAX_TRIES && type !== 'refund.requested';
  if (is === 'failed') log({ [dead ? 'deadEvent' : 'failedEvent']: _id });
  await db.update(
    'outbox',
    _id,
    {
      set: { status: dead ? 'dead' : 'new', lastError: why, nextTryAt: now + pauseMs(tries) },
      inc: { tries: 1 },
    },
    // A run beside this one that got further stays.
    { status: 'new', tries },
  );
}
