import type { CallSpec } from '#shared/contracts/kit';
import type { DbCall } from './db/call';
import { base32, ulid } from './ids';
import type { Once } from './once';
import { cached } from './cached';
import { oneOf } from './conditions';
import type { Platform } from './platform';
import type { Admitted } from './principal';
import type { Ctx, Db } from './ports';
import { refusal } from './refusal';
import type { RefusedBy } from './refused';
import { writer } from './write';

/** Answer and log line still have to leave before the platform ends the call. */
const MARGIN_MS = 1_500;
const TIMEOUT_S = 20;

/** One call from its start: clock, trace id, counters. */
export function openCall(platform: Platform, spec: CallSpec) {
  const started = platform.elapsed();
  const limitMs = (spec.timeoutS ?? TIMEOUT_S) * 1000 - MARGIN_MS;
  const meter = {
    trips: 0,
    writes: 0,
    audits: 0,
    notes: {} as Record<string, unknown>,
    /** Set when somebody we know was turned away: by a right they lack, or at a shop that is not theirs. */
    refused: undefined as RefusedBy | undefined,
  };
  const dbCall: DbCall = {
    trip(kind) {
      meter.trips += 1;
      if (kind === 'write') meter.writes += 1;
    },
    left: () => limitMs - (platform.elapsed() - started),
    pause: (ms) => platform.pause(ms),
    random: () => platform.random(),
  };
  const now = platform.now();
  return {
    now,
    limitMs,
    traceId: `t_${ulid(now, platform.randomBytes(10))}`,
    db: platform.db(dbCall),
    meter,
    left: dbCall.left,
    ms: () => Math.round((platform.elapsed() - started) * 10) / 10,
  };
}
export type OpenCall = ReturnType<typeof openCall>;

/** What the handler gets. */
export function contextOf<E extends string>(
  platform: Platform,
  spec: CallSpec,
  call: OpenCall,
  { me, stores }: Admitted,
  stored: Once | undefined,
): Ctx<E> {
  const refuse = (code: string, more?: Parameters<typeof refusal>[2]): never => {
    throw refusal(spec, code, more);
  };
  const { now, traceId, meter } = call;
  const reach = (storeId: string): void => {
    if (stores === 'all' || stores.includes(storeId)) return;
    if (me.kind === 'staff') meter.refused = { id: me.id, name: me.name, asked: storeId };
    refuse('NOT_FOUND');
  };
  const db: Db = call.db;
  return {
    me,
    now,
    traceId,
    newId: (prefix) => `${prefix}_${ulid(now, platform.randomBytes(10))}`,
    random: () => platform.random(),
    derive: (prefix, ...parts) => `${prefix}_${base32(platform.derive(parts)).slice(0, 24)}`,
    db,
    // Looked up when used: a call that never pays needs no payment keys.
    get pay() {
      return platform.pay;
    },
    get notify() {
      return platform.notify;
    },
    get tickets() {
      return platform.tickets;
    },
    get phones() {
      return platform.phones;
    },
    get files() {
      return platform.files;
    },
    seal: platform.seal,
    refuse,
    stores,
    reach,
    within(storeId, field = 'storeId') {
      if (storeId !== undefined) reach(storeId);
      if (storeId !== undefined) return { [field]: storeId };
      return stores === 'all' ? {} : { [field]: oneOf(stores) };
    },
    write: writer({
      spec,
      me,
      now,
      traceId,
      db,
      seal: platform.seal,
      once: stored,
      audited: (rows) => {
        meter.audits += rows;
      },
    }),
    cached: (key, ttlMs, load) => cached(platform.cache, now, key, ttlMs, load),
    left: call.left,
    log(fields) {
      Object.assign(meter.notes, fields);
    },
  };
}
