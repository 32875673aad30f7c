import type { CallSpec, HqRole, In, Reply, StoreRole } from '#shared/contracts/kit';
import type { Grant, StaffDoc } from '#shared/model/docs';
import { memoryDb, type MemoryDb } from './db/memory';
import { memoryPay, type MemoryPay } from './pay/memory';
import type { Identity, Platform } from './platform';
import type { Notify } from './ports';
import { memberIdOf } from './principal';
import { createSeal, deriver, type Keys } from './seal';
import type { Main } from './serve';

/** Somebody who calls: what the platform would say of them, and their id in our records. */
export interface Caller {
  readonly identity: Identity;
  readonly id: string;
}
type Message = Parameters<Notify['send']>[0];

/** A function as a test calls it. */
interface Served<R> {
  readonly spec: CallSpec;
  on(platform: Platform): (event: unknown) => Promise<R>;
}
/**
 * Told of every call before it is made; what it returns is told the reply. The trust suites set one on
 * `globalThis`, so that what unit tests prepare becomes the scene of crashes, races and hostile input.
 */
export type Watch = (
  world: { readonly db: MemoryDb; readonly pay: MemoryPay; readonly now: number },
  call: { readonly name: string; readonly event: unknown; readonly identity: Identity },
) => ((reply: unknown) => void) | undefined;
const { trustWatch } = globalThis as { trustWatch?: Watch };

/** Repeatable chance (mulberry32): the same test sees the same ids. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const KEYS: Keys = { data: [{ id: 'k1', key: Buffer.alloc(32, 1) }], index: Buffer.alloc(32, 2) };

/** Sunday 2026-11-22, 10:00 in Shanghai. */
export const SUNDAY_TEN = Date.UTC(2026, 10, 22, 2);

/** A whole small world in memory for function tests: database, payment company, messages, clock, people. */
export function testWorld({
  now = SUNDAY_TEN,
  seed = 1,
  point,
  keys = KEYS,
}: { now?: number; seed?: number; point?: () => Promise<void>; keys?: Keys } = {}) {
  const SEAL = createSeal(keys);
  const random = seeded(seed);
  const db: MemoryDb = memoryDb(point);
  const clock = {
    now,
    advance(ms: number) {
      clock.now += ms;
    },
  };
  const pay = memoryPay(() => clock.now);
  const sent: Message[] = [];
  /** openid + template of messages for which the person has no quota left. */
  const noQuota = new Set<string>();
  const logs: Readonly<Record<string, unknown>>[] = [];
  /** One warm instance for all; `world.cold()` forgets what it remembered. */
  const cache: Platform['cache'] = new Map();
  const nobody: Identity = { source: '', openid: null, uid: null };

  const platformOf = (identity: Identity): Platform => ({
    identity: () => identity,
    now: () => clock.now,
    elapsed: () => 0,
    // Time stands still in tests; others still get their turn.
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    alarm: () => () => {},
    random,
    randomBytes: (size) => Uint8Array.from({ length: size }, () => Math.floor(random() * 256)),
    db: (call) => db.open(call),
    seal: SEAL,
    pay,
    notify: {
      async send(message) {
        if (noQuota.has(`${message.openid}:${message.template}`)) return false;
        sent.push(message);
        return true;
      },
    },
    // A code is its number: `phone-19900000101`.
    phones: { of: async (code) => /^phone-(\d{11})$/.exec(code)?.[1] ?? null },
    files: { links: async (ids) => new Map(ids.map((id) => [id, `https://files.test/${id}`])) },
    tickets: { issue: (uid) => `ticket-${uid}` },
    derive: deriver(keys.index),
    cache,
    log: (line) => {
      logs.push(line);
    },
    strict: true,
  });

  const hire = (staff: Partial<StaffDoc> & { _id: string }, grants: Omit<Grant, 'grantId'>[]) =>
    db.put('staff', {
      name: '小王',
      phone: null,
      phoneIdx: null,
      openidIdx: null,
      uid: null,
      status: 'active',
      lastSeenAt: null,
      createdAt: now,
      ...staff,
      grants: grants.map((grant, i) => ({ grantId: `g${i + 1}`, ...grant })),
    });

  const as = {
    shopper: (openid: string): Caller => ({
      identity: { source: 'wx_client', openid, uid: null },
      id: memberIdOf(SEAL, openid),
    }),
    /** Hires a clerk, bound to a WeChat of their own. */
    staff(who: {
      roles: readonly StoreRole[];
      storeId: string;
      staffId?: string;
      openid?: string;
      name?: string;
    }): Caller {
      const _id = who.staffId ?? `st_${who.storeId}_${who.roles.join('_')}`;
      const openid = who.openid ?? `o_${_id}`;
      const from = 0;
      hire(
        { _id, ...(who.name && { name: who.name }), openidIdx: SEAL.index('openid', openid) },
        who.roles.map((role) => ({ role, scope: 'store', scopeId: who.storeId, from, to: null })),
      );
      return { identity: { source: 'wx_client', openid, uid: null }, id: _id };
    },
    /** Hires somebody at headquarters with a web login; `regionId` for a region's manager. */
    hq(roles: readonly HqRole[], more: { regionId?: string; staffId?: string } = {}): Caller {
      const _id = more.staffId ?? `hq_${roles.join('_')}`;
      hire(
        { _id, name: '总部小李', uid: `uid_${_id}` },
        roles.map((role) => ({
          role,
          scope: more.regionId ? 'region' : 'hq',
          scopeId: more.regionId ?? '*',
          from: 0,
          to: null,
        })),
      );
      return { identity: { ...nobody, uid: `uid_${_id}` }, id: _id };
    },
    timer: (): Caller => ({ identity: { ...nobody, source: 'wx_trigger' }, id: 'timer' }),
    gateway: (): Caller => ({ identity: { ...nobody, source: 'wx_http' }, id: 'gateway' }),
    anonymous: (): Caller => ({ identity: nobody, id: 'anonymous' }),
  };

  /** Sends an event to a function as the platform would. */
  const send = async <R>(main: Served<R>, event: unknown, who: Caller): Promise<R> => {
    const { identity } = who;
    const told = trustWatch?.(
      { db, pay, now: clock.now },
      { name: main.spec.name, event, identity },
    );
    const reply = await main.on(platformOf(identity))(event);
    told?.(reply);
    return reply;
  };

  let requests = 0;
  return {
    db,
    pay,
    sent,
    noQuota,
    clock,
    logs,
    as,
    seal: SEAL,
    platformOf,
    cold: () => cache.clear(),
    /** A fresh request number. */
    requestId: () => `req-${String((requests += 1)).padStart(20, '0')}`,
    send,
    call: <C extends CallSpec>(main: Main<C>, input: In<C>, who: Caller): Promise<Reply<C>> =>
      send(main, input, who),
    /** The data of a call that must succeed. */
    async ok<C extends CallSpec>(main: Main<C>, input: In<C>, who: Caller) {
      const reply = await send(main, input, who);
      if (reply.ok) return reply.data;
      const log = logs.at(-1);
      throw new Error(`${reply.code}: ${reply.message} ${JSON.stringify(log)}`);
    },
  };
}
export type TestWorld = ReturnType<typeof testWorld>;
