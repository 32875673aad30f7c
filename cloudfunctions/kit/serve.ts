import type * as z from 'zod';
import type { CallSpec, Reply } from '#shared/contracts/kit';
import { isConflict, isExpired } from './db/errors';
import { contextOf, openCall, type OpenCall } from './context';
import { parseInput } from './input';
import { describeError } from './log';
import { once } from './once';
import type { Platform } from './platform';
import type { Ctx } from './ports';
import { admit, callerKey } from './principal';
import { Refusal, refusal } from './refusal';
import { askedStore, recordRefusal } from './refused';

/** What the platform calls; `on` runs the same function on other ports. */
export interface Main<C extends CallSpec> {
  (event: unknown, context?: unknown): Promise<Reply<C>>;
  on(platform: Platform): (event: unknown) => Promise<Reply<C>>;
  readonly spec: C;
}

/** Decides and writes; identity, form, idempotency, deadline and log are done around it. */
export type Handle<I extends z.ZodType, O extends z.ZodType, E extends string> = (
  input: z.output<I>,
  ctx: Ctx<E>,
  raw: unknown,
) => Promise<z.input<O>>;

/**
 * Turns a contract and a handler into the `main` of a cloud function.
 * Order: who calls (and, at the same time, was this request answered before) → which shop → what → handler →
 * only what the contract lists goes out.
 */
export function serve<N extends string, I extends z.ZodType, O extends z.ZodType, E extends string>(
  spec: CallSpec<N, I, O, E>,
  handle: Handle<I, O, E>,
): Main<CallSpec<N, I, O, E>> {
  type R = Reply<CallSpec<N, I, O, E>>;
  const on = (platform: Platform) => async (event: unknown) => {
    const call = openCall(platform, spec);
    try {
      const data = await within(platform, spec, call, () =>
        answer(platform, spec, handle, call, event),
      );
      finish(platform, spec, call, 'ok');
      return { ok: true, data } as R;
    } catch (error) {
      const no = error instanceof Refusal ? error : refusal(spec, unexpected(error));
      if (call.meter.refused) await recordRefusal(platform, spec, call, no.code);
      finish(platform, spec, call, no.code, error);
      const { code, message, detail } = no;
      const traceId = call.traceId;
      return { ok: false, code, message, ...(detail && { detail }), traceId } as R;
    }
  };
  const main = async (event: unknown) => {
    const { cloudPlatform } = await import('./cloud');
    return on(cloudPlatform())(event);
  };
  return Object.assign(main, { on, spec });
}

/** Beaten by others at every try: nothing is broken, and nothing was done. */
const unexpected = (error: unknown): 'BUSY' | 'INTERNAL' =>
  isConflict(error) || isExpired(error) ? 'BUSY' : 'INTERNAL';

async function answer<I extends z.ZodType, O extends z.ZodType, E extends string>(
  platform: Platform,
  spec: CallSpec<string, I, O, E>,
  handle: Handle<I, O, E>,
  call: OpenCall,
  event: unknown,
): Promise<z.output<O>> {
  const identity = platform.identity();
  const { db, now } = call;
  // A form that does not parse is told only to callers who may call: both are looked at, who first.
  let form: { input: z.output<I> } | Refusal;
  try {
    form = { input: parseInput(spec, event) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    form = error;
  }
  const stored =
    form instanceof Refusal
      ? undefined
      : once(spec, callerKey(identity, platform.seal), form.input, db, platform.seal, now);
  const [admitted, before] = await Promise.all([
    admit(spec, identity, platform.seal, db, now),
    // Refused below, after the caller is known: an unknown caller learns nothing.
    stored?.earlier().catch((error: unknown) => ({ error })),
  ]);
  if (!admitted.me) {
    call.meter.refused = admitted.by ? { ...admitted.by, asked: askedStore(form) } : undefined;
    throw refusal(spec, 'NOT_ALLOWED');
  }
  if (form instanceof Refusal) throw form;
  const ctx = contextOf<E>(platform, spec, call, admitted, stored);
  if (spec.scope) ctx.reach(String((form.input as Record<string, unknown>)[spec.scope]));
  if (before && 'error' in before) throw before.error;
  if (before) return before.answer as z.output<O>;
  try {
    const data = await handle(form.input, ctx, event);
    checkAudit(platform, spec, call, ctx.me.kind);
    return spec.output.parse(data);
  } catch (error) {
    // A twin of this request may have done it meanwhile (then what we refuse is our own success), or the
    // answer to our commit was lost.
    const twin = stored && call.meter.trips > 2 ? await stored.earlier() : undefined;
    if (twin) return twin.answer as z.output<O>;
    throw error;
  }
}

/** Staff and HQ leave a trace of whatever they change. */
function checkAudit(platform: Platform, spec: CallSpec, call: OpenCall, kind: string): void {
  if (kind !== 'staff' || call.meter.writes === 0 || call.meter.audits > 0) return;
  if (platform.strict) throw new Error(`${spec.name}: a staff write without an audit row`);
  call.meter.notes['unaudited'] = true;
}

/** Answers BUSY in time instead of being cut off without an answer. */
async function within<T>(
  platform: Platform,
  spec: CallSpec,
  call: OpenCall,
  work: () => Promise<T>,
): Promise<T> {
  let cancel = () => {};
  const late = new Promise<never>((_resolve, reject) => {
    cancel = platform.alarm(call.limitMs, () => reject(refusal(spec, 'BUSY')));
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    cancel();
  }
}

function finish(
  platform: Platform,
  spec: CallSpec,
  call: OpenCall,
  outcome: string,
  error?: unknown,
): void {
  const bad = outcome === 'INTERNAL' || outcome === 'BUSY';
  platform.log({
    level: bad ? 'error' : 'info',
    at: call.now,
    call: spec.name,
    outcome,
    traceId: call.traceId,
    ms: call.ms(),
    trips: call.meter.trips,
    ...call.meter.notes,
    ...(bad ? describeError(error) : {}),
  });
}
