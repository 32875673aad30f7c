import * as z from 'zod';
import { expect, test } from 'vitest';
import { COMMON_ERRORS, STORE_ROLES, defineCall, defineTimer } from '#shared/contracts/kit';
import { group } from './group';
import { serve } from './serve';
import { testWorld, type Caller } from './testing';

const rename = defineCall('renameThing', {
  context: 'kit',
  title: '改名',
  who: ['storeManager', 'hqOwner', 'regionManager'],
  scope: 'storeId',
  once: true,
  input: z.object({ requestId: z.string(), storeId: z.string(), name: z.string().min(1).max(5) }),
  output: z.object({ n: z.int() }),
  errors: { SAME_NAME: '名字没有变' },
});

/** A category stands for any document; its `sort` counts the renames. */
const renameMain = serve(rename, async ({ storeId, name }, ctx) => {
  const before = await ctx.db.get('categories', storeId);
  if (!before) return ctx.refuse('NOT_FOUND');
  if (before.name === name) return ctx.refuse('SAME_NAME', { detail: { name } });
  return ctx.write(async (tx) => {
    const now = await tx.get('categories', storeId);
    const after = { ...before, name, sort: (now?.sort ?? 0) + 1 };
    await tx.set('categories', after);
    tx.audit({ target: 'categories', targetId: storeId, storeId, before, after });
    tx.emit('Renamed', storeId, { name }, after.sort);
    return { n: after.sort, secret: 'never told' };
  });
});

const world = () => {
  const w = testWorld();
  w.db.put('categories', { _id: 's1', name: '旧', sort: 0 });
  return w;
};

test('a write leaves an audit row and an event, and the answer holds only what the contract lists', async () => {
  const w = world();
  const manager = w.as.staff({ roles: ['storeManager'], storeId: 's1' });
  const data = await w.ok(
    renameMain,
    { requestId: w.requestId(), storeId: 's1', name: '新' },
    manager,
  );
  expect(data).toEqual({ n: 1 });
  expect(w.db.rows('auditLogs')).toMatchObject([
    {
      actorId: manager.id,
      call: 'renameThing',
      storeId: 's1',
      changes: [
        { field: 'name', before: '旧', after: '新' },
        { field: 'sort', before: '0', after: '1' },
      ],
    },
  ]);
  expect(w.db.rows('outbox')).toMatchObject([{ _id: 's1:Renamed:1', status: 'new' }]);
});

test('the same request is done once and answered alike; with another body it is refused', async () => {
  const w = world();
  const who = w.as.staff({ roles: ['storeManager'], storeId: 's1' });
  const input = { requestId: w.requestId(), storeId: 's1', name: '新' };
  const first = await w.call(renameMain, input, who);
  expect(await w.call(renameMain, input, who)).toEqual(first);
  expect(await w.call(renameMain, { ...input, name: '别' }, who)).toMatchObject({
    code: 'REQUEST_REUSED',
  });
  expect(w.db.row('categories', 's1')?.sort).toBe(1);
  // Another person's request of the same number is another request.
  const other = w.as.staff({ roles: ['storeManager'], storeId: 's1', staffId: 'second' });
  expect(await w.ok(renameMain, { ...input, name: '别' }, other)).toEqual({ n: 2 });
});

test('twins of one request in flight at once: both get the one answer', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const w = testWorld({ seed, point: () => new Promise((resolve) => setImmediate(resolve)) });
    w.db.put('categories', { _id: 's1', name: '旧', sort: 0 });
    const who = w.as.staff({ roles: ['storeManager'], storeId: 's1' });
    const input = { requestId: w.requestId(), storeId: 's1', name: '新' };
    const replies = await Promise.all([1, 2, 3].map(() => w.call(renameMain, input, who)));
    expect(replies).toEqual(replies.map(() => ({ ok: true, data: { n: 1 } })));
    expect(w.db.rows('auditLogs')).toHaveLength(1);
  }
});

test('beaten by others at every try is told as busy, not as a defect (found by trust races)', async () => {
  const w = testWorld({ point: () => new Promise((resolve) => setImmediate(resolve)) });
  w.db.put('categories', { _id: 's1', name: '旧', sort: 0 });
  const who = w.as.staff({ roles: ['storeManager'], storeId: 's1' });
  const replies = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      w.call(renameMain, { requestId: w.requestId(), storeId: 's1', name: `新${i}` }, who),
    ),
  );
  const codes = replies.map((reply) => (reply.ok ? 'ok' : reply.code));
  expect(new Set(codes)).toEqual(new Set(['ok', 'BUSY']));
  expect(w.db.row('categories', 's1')?.sort).toBe(codes.filter((code) => code === 'ok').length);
});

test('a call cut at any database call, in any way, is done exactly once after a retry', async () => {
  let reached = 0;
  for (const kind of ['crashBefore', 'crashAfter', 'fail', 'lost'] as const)
    for (let k = 1; k <= 20; k += 1) {
      const w = world();
      const who = w.as.hq(['hqOwner']);
      const input = { requestId: w.requestId(), storeId: 's1', name: '新' };
      w.db.faults.arm(k, kind);
      await w.call(renameMain, input, who);
      if (!w.db.faults.struck) break;
      reached += 1;
      w.db.faults.clear();
      const retried = await w.call(renameMain, input, who);
      expect({ kind, k, retried }).toEqual({ kind, k, retried: { ok: true, data: { n: 1 } } });
      expect(w.db.row('categories', 's1')?.sort).toBe(1);
      expect(w.db.rows('auditLogs')).toHaveLength(1);
      expect(w.db.rows('outbox')).toHaveLength(1);
    }
  expect(reached).toBeGreaterThanOrEqual(4 * 9);
});

test.each([
  ['nobody', (w: ReturnType<typeof world>) => w.as.anonymous(), 'NOT_ALLOWED'],
  ['a shopper', (w: ReturnType<typeof world>) => w.as.shopper('o1'), 'NOT_ALLOWED'],
  [
    'a picker',
    (w: ReturnType<typeof world>) => w.as.staff({ roles: ['picker'], storeId: 's1' }),
    'NOT_ALLOWED',
  ],
  [
    'a manager of another shop',
    (w: ReturnType<typeof world>) => w.as.staff({ roles: ['storeManager'], storeId: 's2' }),
    'NOT_FOUND',
  ],
  ['finance at HQ', (w: ReturnType<typeof world>) => w.as.hq(['hqFinance']), 'NOT_ALLOWED'],
  [
    'a region without the shop',
    (w: ReturnType<typeof world>) => w.as.hq(['regionManager'], { regionId: 'east' }),
    'NOT_FOUND',
  ],
  ['the clock', (w: ReturnType<typeof world>) => w.as.timer(), 'NOT_ALLOWED'],
])('%s is refused and nothing changes', async (_who, make, code) => {
  const w = world();
  const who = make(w);
  const before = w.db.dump();
  const reply = await w.call(
    renameMain,
    { requestId: w.requestId(), storeId: 's1', name: '新' },
    who,
  );
  expect(reply).toMatchObject({ ok: false, code });
  expect(w.db.dump()).toBe(before);
  // Whom we know is written down; strangers only reach the log.
  const known = w.db.row('staff', who.id);
  expect(w.db.rows('auditLogs')).toMatchObject(
    known ? [{ actorId: who.id, outcome: code, storeId: null, targetId: 's1', changes: [] }] : [],
  );
});

test('a grant that has ended, and a person who has left, may nothing', async () => {
  const w = world();
  const who = w.as.staff({ roles: ['storeManager'], storeId: 's1', staffId: 'a' });
  const staff = w.db.row('staff', 'a');
  if (!staff) throw new Error('not hired');
  const ask = () =>
    w.call(renameMain, { requestId: w.requestId(), storeId: 's1', name: '新' }, who);
  w.db.put('staff', { ...staff, grants: staff.grants.map((g) => ({ ...g, to: w.clock.now })) });
  expect(await ask()).toMatchObject({ code: 'NOT_ALLOWED' });
  w.db.put('staff', { ...staff, status: 'left' });
  expect(await ask()).toMatchObject({ code: 'NOT_ALLOWED' });
  // A shop's role written down for all shops is no right at all.
  w.db.put('staff', {
    ...staff,
    grants: staff.grants.map((g) => ({ ...g, scope: 'hq', scopeId: '*' })),
  });
  expect(await ask()).toMatchObject({ code: 'NOT_ALLOWED' });
});

test('bad input is told in words, with the field; operators and prototypes never pass', async () => {
  const w = world();
  const who = w.as.hq(['hqOwner']);
  const ask = (event: unknown) => renameMain.on(w.platformOf(who.identity))(event);
  const requestId = w.requestId();
  expect(await ask({ requestId, storeId: 's1', name: '太长太长太长' })).toMatchObject({
    code: 'BAD_INPUT',
    message: '名称太长了，最多 5 个字',
    detail: { field: 'name' },
  });
  expect(await ask({ requestId, name: '新' })).toMatchObject({ message: '请填写门店' });
  expect(await ask({ requestId, storeId: { $gt: '' }, name: '新' })).toMatchObject({
    message: COMMON_ERRORS.BAD_INPUT,
  });
  const events = [
    null,
    'text',
    JSON.parse('{"requestId":"r","storeId":"s1","name":"新","__proto__":{"x":1}}'),
    { requestId, storeId: 's1', name: '新', more: { deep: [{ $where: '1' }] } },
    { requestId, storeId: 's1', name: '新', 'a.b': 1 },
    Array.from({ length: 100 }).reduce<object>((inner) => ({ inner }), {}),
  ];
  for (const event of events) expect(await ask(event)).toMatchObject({ code: 'BAD_INPUT' });
  expect(w.db.row('categories', 's1')?.name).toBe('旧');
});

test('a staff write without an audit row is a defect, and a defect shows no internals', async () => {
  const w = world();
  const silent = serve(rename, async ({ storeId }, ctx) => {
    await ctx.db.update('categories', storeId, { inc: { sort: 1 } });
    return { n: 0 };
  });
  const reply = await w.call(
    silent,
    { requestId: w.requestId(), storeId: 's1', name: '新' },
    w.as.hq(['hqOwner']),
  );
  expect(reply).toMatchObject({ code: 'INTERNAL', message: COMMON_ERRORS.INTERNAL });
  expect(JSON.stringify(reply)).not.toContain('audit');
  expect(w.logs.at(-1)).toMatchObject({ level: 'error', error: expect.stringContaining('audit') });
});

test('only the platform’s clock starts a timer, whatever the event says', async () => {
  const spec = defineTimer('tick', {
    context: 'kit',
    title: '滴答',
    cron: '0 * * * * * *',
    output: z.object({ at: z.int() }),
  });
  const main = serve(spec, async (_input, ctx) => ({ at: ctx.now }));
  const w = world();
  const event = { Type: 'Timer', TriggerName: 'tick' };
  expect(await main.on(w.platformOf(w.as.timer().identity))(event)).toMatchObject({ ok: true });
  for (const who of [
    w.as.shopper('o1'),
    w.as.anonymous(),
    w.as.hq(['hqOwner']),
    { identity: { source: 'wx_trigger', openid: 'o1', uid: null } },
    { identity: { source: 'wx_client,wx_trigger', openid: null, uid: null } },
  ])
    expect(await main.on(w.platformOf(who.identity))(event)).toMatchObject({ code: 'NOT_ALLOWED' });
});

test('a group answers the call it is asked for', async () => {
  const spec = defineCall('ping', {
    context: 'kit',
    title: '在吗',
    who: ['anonymous', ...STORE_ROLES],
    input: z.object({ x: z.int() }),
    output: z.object({ x: z.int() }),
  });
  const w = world();
  const here = serve(spec, async ({ x }) => ({ x })).on(w.platformOf(w.as.anonymous().identity));
  const main = group({ ping: here });
  expect(await main({ call: 'ping', x: 3 })).toEqual({ ok: true, data: { x: 3 } });
  for (const event of [{}, null, { call: 'toString' }, { call: '__proto__' }, { call: 1 }])
    expect(await main(event)).toMatchObject({ ok: false, code: 'BAD_INPUT' });
});

test('a group of timers runs the one whose trigger fired, for the platform only', async () => {
  const spec = (name: string) =>
    defineTimer(name, {
      context: 'kit',
      title: '走时',
      cron: '0 * * * * * *',
      output: z.object({ ran: z.string() }),
    });
  const w = world();
  const of = (who: Caller) =>
    group({
      early: serve(spec('early'), async () => ({ ran: 'early' })).on(w.platformOf(who.identity)),
      late: serve(spec('late'), async () => ({ ran: 'late' })).on(w.platformOf(who.identity)),
    });
  const event = { Type: 'Timer', TriggerName: 'late', Time: '2026-11-22T02:00:00Z', Message: '' };
  expect(await of(w.as.timer())(event)).toEqual({ ok: true, data: { ran: 'late' } });
  expect(await of(w.as.shopper('o1'))(event)).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await of(w.as.shopper('o1'))({ call: 'late' })).toMatchObject({ code: 'NOT_ALLOWED' });
});
