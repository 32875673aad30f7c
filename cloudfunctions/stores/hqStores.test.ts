import { beforeEach, describe, expect, test } from 'vitest';
import type { In } from '#shared/contracts/kit';
import { testWorld, type Caller, type TestWorld } from '../kit/testing';
import { main as changeStoreStatus } from './changeStoreStatus';
import { main as getStoreHq } from './getStoreHq';
import { main as listStoresHq } from './listStoresHq';
import { main as saveStore } from './saveStore';
import { main as setDeliveryArea } from './setDeliveryArea';
import { main as setHours } from './setHours';
import { CENTRE, DAY_HOURS, aStore, shelve } from './testing';

let world: TestWorld;
let owner: Caller;
beforeEach(() => {
  world = testWorld();
  world.db.put('stores', aStore('s1', 0), aStore('s2', 100, { regionId: 'west' }));
  owner = world.as.hq(['hqOwner']);
});
const form: In<typeof saveStore.spec>['form'] = {
  code: 'HZ9',
  name: '新店',
  type: 'direct',
  city: '杭州市',
  district: '西湖区',
  address: '文三路 9 号',
  phone: '0571',
  loc: CENTRE,
  tags: [],
  prepMin: 15,
  pickup: true,
  delivery: false,
  notice: '',
};
const found = (more: Partial<In<typeof saveStore.spec>> = {}, who = owner) =>
  world.call(saveStore, { requestId: world.requestId(), form, ...more }, who);
const versioned = (storeId: string) => ({
  requestId: world.requestId(),
  storeId,
  version: world.db.row('stores', storeId)?.version ?? -1,
});
const move = (storeId: string, to: In<typeof changeStoreStatus.spec>['to'], who = owner) =>
  world.call(changeStoreStatus, { ...versioned(storeId), to, reason: '安排' }, who);

describe('founding and changing a shop', () => {
  test('a new shop is a draft that opens once its hours are known', async () => {
    const reply = await found();
    if (!reply.ok) throw new Error(reply.message);
    const { storeId } = reply.data;
    expect(await move(storeId, 'open')).toMatchObject({
      code: 'NOT_READY',
      message: '还缺：营业时间，请先补全再开店',
    });
    const { week: hours, specialDays, closures, lastOrderMin } = DAY_HOURS;
    const rules = { hours: hours.map((spans) => [...spans]), lastOrderMin };
    await world.ok(
      setHours,
      { ...versioned(storeId), ...rules, specialDays: [], closures: [...closures] },
      owner,
    );
    expect(specialDays).toEqual([]);
    expect(await move(storeId, 'open')).toMatchObject({ ok: true, data: { version: 3 } });
    const full = await world.ok(getStoreHq, { storeId }, owner);
    expect(full).toMatchObject({
      status: 'open',
      statusReason: '安排',
      openNow: true,
      loc: CENTRE,
    });
    expect(world.db.rows('auditLogs').map((row) => row.call)).toEqual([
      'saveStore',
      'setHours',
      'changeStoreStatus',
    ]);
  });

  test('a code belongs to one shop, even when two are saved at the same moment', async () => {
    expect(await found({ form: { ...form, code: 'S2' } })).toMatchObject({ code: 'CODE_TAKEN' });
    const replies = await Promise.all([found(), found()]);
    expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
    expect(replies.find((reply) => !reply.ok)).toMatchObject({ code: 'CODE_TAKEN' });
    // A code given up is free again.
    const first = replies.find((reply) => reply.ok);
    if (!first?.ok) throw new Error('none was saved');
    expect(await found({ ...first.data, form: { ...form, code: 'HZ10' } })).toMatchObject({
      ok: true,
    });
    expect(await found()).toMatchObject({ ok: true });
  });

  test('what somebody else changed meanwhile is not overwritten', async () => {
    const old = versioned('s1');
    expect(await found({ ...old, form })).toMatchObject({ ok: true });
    expect(
      await found({ ...old, requestId: world.requestId(), form: { ...form, name: '旧' } }),
    ).toMatchObject({
      code: 'STALE',
    });
    expect(world.db.row('stores', 's1')).toMatchObject({ name: '新店', hours: DAY_HOURS });
  });

  test('a region’s manager founds in the own region and reaches no other', async () => {
    const east = world.as.hq(['regionManager'], { regionId: 'east' });
    const reply = await found({}, east);
    if (!reply.ok) throw new Error(reply.message);
    expect(world.db.row('stores', reply.data.storeId)?.regionId).toBe('east');
    expect(await found(versioned('s2'), east)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await move('s2', 'paused', east)).toMatchObject({ code: 'NOT_FOUND' });
    const list = await world.ok(listStoresHq, {}, east);
    expect(list.items.map((row) => row.storeId)).toEqual([reply.data.storeId, 's1']);
    expect(list.total).toBe(2);
  });
});

describe('status', () => {
  test('moves only along the table', async () => {
    expect(await move('s1', 'closed')).toMatchObject({ code: 'ILLEGAL_MOVE' });
    expect(await move('s1', 'paused')).toMatchObject({ ok: true });
    expect(await move('s1', 'open')).toMatchObject({ ok: true });
    expect(await move('s1', 'closing')).toMatchObject({ ok: true });
    expect(await move('s1', 'closed')).toMatchObject({ ok: true });
    expect(await move('s1', 'open')).toMatchObject({ code: 'ILLEGAL_MOVE' });
  });

  test('a shop with goods or transfers does not close, and says what is left', async () => {
    shelve(world, 's1', 'milk', 7);
    world.db.put('transfers', {
      _id: 't1',
      no: 'T1',
      fromStoreId: 's2',
      toStoreId: 's1',
      status: 'shipped',
      lines: [],
      reason: '',
      distanceM: 0,
      runId: null,
      steps: [],
      createdAt: 0,
      shippedAt: 0,
      receivedAt: null,
    });
    await move('s1', 'closing');
    expect(await move('s1', 'closed')).toMatchObject({
      code: 'STILL_OPEN_WORK',
      message: '在途或待发调拨 1 张，店内库存 7 件，请先处理完再关店',
    });
    expect(world.db.row('stores', 's1')?.status).toBe('closing');
  });
});

describe('rules of a shop', () => {
  const manager = () => world.as.staff({ roles: ['storeManager'], storeId: 's1' });
  const hours = (more: Partial<In<typeof setHours.spec>>) =>
    world.call(
      setHours,
      {
        ...versioned('s1'),
        hours: DAY_HOURS.week.map((spans) => [...spans]),
        specialDays: [],
        closures: [],
        lastOrderMin: 0,
        ...more,
      },
      manager(),
    );
  const area = (more: object) =>
    world.call(
      setDeliveryArea,
      {
        ...versioned('s1'),
        area: {
          polygon: null,
          radiusM: 2000,
          tiers: [{ uptoM: 2000, feeFen: 300, etaMin: 30 }],
          minOrderFen: 0,
          freeFromFen: null,
          ...more,
        },
      },
      manager(),
    );

  test('a manager sets the own shop’s hours; overlaps and doubles are refused', async () => {
    const week = (first: { start: number; end: number }[]) => [first, [], [], [], [], [], []];
    const both = [
      { start: 480, end: 800 },
      { start: 700, end: 900 },
    ];
    expect(await hours({ hours: week(both) })).toMatchObject({ code: 'OVERLAP' });
    const day = { day: '2026-12-25', spans: [], note: '' };
    expect(await hours({ specialDays: [day, day] })).toMatchObject({ code: 'BAD_INPUT' });
    expect(await hours({ specialDays: [{ ...day, spans: both }] })).toMatchObject({
      code: 'OVERLAP',
    });
    expect(await hours({ closures: [{ from: 5, to: 5, reason: 'x' }] })).toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(await hours({ hours: week([{ start: 1200, end: 1000 }]) })).toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(world.db.row('stores', 's1')?.version).toBe(1);
    expect(
      await hours({ hours: week([{ start: 1080, end: 1560 }]), specialDays: [day] }),
    ).toMatchObject({
      ok: true,
    });
  });

  test('an area must be closed, uncrossed and with holes inside', async () => {
    const ring = (half: number, lng = CENTRE.lng): [number, number][] => [
      [lng - half, 30],
      [lng + half, 30],
      [lng + half, 30 + half],
      [lng - half, 30 + half],
      [lng - half, 30],
    ];
    expect(await area({ polygon: [ring(0.1)] })).toMatchObject({ ok: true });
    expect(await area({ polygon: [ring(0.1).slice(0, 4)] })).toMatchObject({ code: 'BAD_SHAPE' });
    expect(await area({ polygon: [ring(0.1), ring(0.01, 120.9)] })).toMatchObject({
      code: 'BAD_SHAPE',
    });
    const tier = { uptoM: 2000, feeFen: 300, etaMin: 30 };
    expect(await area({ tiers: [tier, tier] })).toMatchObject({ code: 'BAD_INPUT' });
    expect(world.db.row('stores', 's1')?.version).toBe(2);
  });
});
