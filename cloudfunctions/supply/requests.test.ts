import { expect, test } from 'vitest';
import { DAY_MS } from '#shared/domain/time';
import type { AlertDoc } from '#shared/model/docs';
import { faultSweep } from '../../tests/faultSweep';
import { checkWorld } from '../../tests/invariants';
import { main as decideRequest } from './decideRequest';
import { main as listRequests } from './listRequests';
import { main as listRequestsHq } from './listRequestsHq';
import { main as replenish } from './replenish';
import { main as requestStock } from './requestStock';
import { chainWorld } from './testing';

/** 西湖店 has one alert: 4 teas there, 6 wanted for safety, 3 a day, sold in packs of 6. */
function low() {
  const w = chainWorld();
  w.fill('s1', 'tea', 90, 1, { packSize: 6 });
  w.fill('s2', 'tea', 4, 3, { safety: 6, packSize: 6 });
  const alert: AlertDoc = {
    _id: 's2:tea',
    storeId: 's2',
    skuId: 'tea',
    level: 'low',
    status: 'open',
    projected: 4,
    safety: 6,
    perDay: 3,
    snoozedUntil: null,
    help: '',
    firstAt: 0,
    lastAt: 0,
  };
  w.db.put('alerts', alert);
  const night = () => w.ok(replenish, {}, w.as.timer());
  const request = (more: object = {}) =>
    w.call(
      requestStock,
      {
        requestId: 'request-stock-number-1',
        storeId: 's2',
        lines: [{ skuId: 'tea', qty: 24 }],
        note: '',
        ...more,
      },
      w.manager('s2'),
    );
  const decide = (more: object = {}) =>
    w.call(
      decideRequest,
      {
        requestId: 'decide-request-number-1',
        replenishId: w.db.rows('replenishes')[0]?._id ?? '',
        approve: true,
        lines: [{ skuId: 'tea', qty: 18 }],
        fromStoreId: 's1',
        note: '',
        ...more,
      },
      w.hq,
    );
  return { ...w, night, request, decide };
}

test('one draft a shop and night, in whole packs, with the reason; a second run adds nothing', async () => {
  const w = low();
  expect(await w.night()).toEqual({ stores: 1, drafts: 1, lines: 1 });
  const { items } = await w.ok(listRequests, { storeId: 's2' }, w.picker('s2'));
  // 6 + 21 wanted, 4 there: 23 missing, four packs.
  expect(items).toMatchObject([
    {
      source: 'alert',
      statusText: '草稿',
      lines: [
        { qty: 24, why: '现有及在途 4 件，安全库存 6 件，未来 7 天约需 21 件，按每箱 6 件取整' },
      ],
    },
  ]);
  expect(await w.night()).toMatchObject({ drafts: 0 });
  w.clock.advance(DAY_MS);
  expect(await w.night()).toMatchObject({ drafts: 1 });
  expect(w.db.rows('replenishes')).toHaveLength(1);
});

test('the draft becomes the request, and what is asked for is not drafted again', async () => {
  const w = low();
  await w.night();
  const [draft] = w.db.rows('replenishes');
  const sent = await w.request({ replenishId: draft?._id });
  expect(sent).toMatchObject({ data: { replenishId: draft?._id, requestNo: draft?.no } });
  expect(w.db.rows('replenishes')).toMatchObject([
    { status: 'submitted', source: 'alert', lines: [{ qty: 24, why: draft?.lines[0]?.why }] },
  ]);
  expect(
    await w.request({ replenishId: draft?._id, requestId: 'request-stock-number-2' }),
  ).toMatchObject({
    code: 'WRONG_STATE',
  });
  w.clock.advance(DAY_MS);
  expect(await w.night()).toEqual({ stores: 1, drafts: 0, lines: 0 });
});

test('approved goods are a transfer promised at the sender; the quantity may be cut', async () => {
  const w = low();
  await w.request();
  const [request] = w.db.rows('replenishes');
  expect(await w.decide()).toMatchObject({ data: { status: 'approved' } });
  expect(w.db.rows('transfers')).toMatchObject([
    {
      fromStoreId: 's1',
      toStoreId: 's2',
      reason: `要货单 ${request?.no}`,
      lines: [{ approved: 18 }],
    },
  ]);
  expect(w.stock('s1:tea')).toMatchObject({ available: 72, reserved: 18 });
  const after = await w.ok(listRequestsHq, { status: 'approved' }, w.hq);
  expect(after).toMatchObject({
    total: 1,
    items: [{ storeName: '西湖店', lines: [{ qty: 24, approved: 18 }] }],
  });
  expect(await w.decide({ requestId: 'decide-request-number-2' })).toMatchObject({
    code: 'WRONG_STATE',
  });
  expect(checkWorld(w.db)).toEqual([]);
});

test('a rejection moves nothing; a decision needs a sender that has the goods', async () => {
  const w = low();
  await w.request();
  const before = w.db.dump();
  expect(await w.decide({ fromStoreId: 's2' })).toMatchObject({ code: 'SAME_STORE' });
  expect(await w.decide({ lines: [{ skuId: 'tea', qty: 91 }] })).toMatchObject({
    code: 'NOT_ENOUGH',
  });
  expect(await w.decide({ lines: [] })).toMatchObject({ code: 'BAD_INPUT' });
  expect(w.db.dump()).toBe(before);
  expect(await w.decide({ approve: false, lines: [] })).toMatchObject({
    data: { status: 'rejected', transferId: null },
  });
  expect(w.db.rows('transfers')).toEqual([]);
});

test('only a manager asks, only for the own shop and for what it sells; only supply decides', async () => {
  const w = low();
  const ask = {
    requestId: w.requestId(),
    storeId: 's2',
    lines: [{ skuId: 'tea', qty: 1 }],
    note: '',
  };
  expect(await w.call(requestStock, ask, w.picker('s2'))).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await w.call(requestStock, ask, w.manager('s1'))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await w.request({ lines: [{ skuId: 'gold', qty: 1 }] })).toMatchObject({
    code: 'NOT_SOLD_HERE',
  });
  await w.night();
  const [draft] = w.db.rows('replenishes');
  const steal = { ...ask, storeId: 's1', replenishId: draft?._id ?? '' };
  expect(await w.call(requestStock, steal, w.manager('s1'))).toMatchObject({ code: 'NOT_FOUND' });
  const decide = {
    requestId: w.requestId(),
    replenishId: draft?._id ?? '',
    approve: false,
    lines: [],
    note: '',
  };
  expect(await w.call(decideRequest, decide, w.as.hq(['hqMerch']))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
});

test('request and decision, cut anywhere, end with one transfer', async () => {
  const way = async (w: ReturnType<typeof low>) => {
    await w.request();
    await w.decide();
  };
  const struck = await faultSweep(low, way, async (w) => {
    expect(checkWorld(w.db)).toEqual([]);
    await way(w);
    expect(w.db.rows('transfers')).toHaveLength(1);
    expect(w.db.rows('replenishes')).toMatchObject([{ status: 'approved' }]);
    expect(checkWorld(w.db)).toEqual([]);
  });
  expect(struck).toBeGreaterThan(50);
});
