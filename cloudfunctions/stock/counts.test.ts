import { expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { main as acceptOrder } from '../orders/acceptOrder';
import { main as finishPick } from '../orders/finishPick';
import { paidOrder } from '../orders/payment/testing';
import { TEA_FEN, aSku, shelve, shopWorld } from '../orders/testing';
import { main as approveCount } from './approveCount';
import { main as countScopes } from './countScopes';
import { main as getCount } from './getCount';
import { main as listCounts } from './listCounts';
import { main as listCountsHq } from './listCountsHq';
import { main as postCount } from './postCount';
import { main as recordStock } from './recordStock';
import { main as recountLines } from './recountLines';
import { main as scanCount } from './scanCount';
import { main as startCount } from './startCount';
import { main as submitCount } from './submitCount';
import { main as voidCount } from './voidCount';

const storeId = 's1';
type World = ReturnType<typeof countWorld>;

/** Ten teas, twenty cakes; a manager, two counters, headquarters. */
function countWorld() {
  const world = shopWorld();
  shelve(world, storeId, aSku('cake', 900, { categoryId: 'cakes' }), 20);
  const first = world.as.staff({ roles: ['picker'], storeId, staffId: 'st_a', name: '甲' });
  const second = world.as.staff({ roles: ['picker'], storeId, staffId: 'st_b', name: '乙' });
  return { ...world, first, second, hq: world.as.hq(['hqSupply']) };
}

const begin = async (w: World, more: { double?: boolean } = {}) =>
  (
    await w.ok(
      startCount,
      { requestId: w.requestId(), storeId, name: '', scope: { kind: 'all' }, ...more },
      w.first,
    )
  ).countId;
const scan = (
  w: World,
  countId: string,
  skuId: string,
  qty: number,
  who = w.first,
  at = w.clock.now,
) =>
  w.call(
    scanCount,
    { requestId: w.requestId(), storeId, countId, skuId, how: 'add', qty, at },
    who,
  );
const one = (w: World, countId: string) => ({ requestId: w.requestId(), storeId, countId });
/** Two teas, paid and promised. */
const sold = (w: World): Promise<string> =>
  paidOrder(w, { lines: [{ skuId: 'tea', qty: 2 }], expectedPayableFen: 2 * TEA_FEN });

test('counted while goods are sold and packed: the variance is what is really missing', async () => {
  const w = countWorld();
  const countId = await begin(w);
  // One order lies packed by the door: its two teas are not on the shelf.
  const packed = await sold(w);
  await w.ok(acceptOrder, { requestId: w.requestId(), storeId, orderId: packed }, w.clerk);
  await w.ok(
    finishPick,
    { requestId: w.requestId(), storeId, orderId: packed, picked: [] },
    w.clerk,
  );
  w.clock.advance(60_000);
  // 8 should lie there, 7 do. Then 3 arrive and the tap gets through only afterwards.
  const seenAt = w.clock.now;
  w.clock.advance(30_000);
  const arrival = { requestId: w.requestId(), storeId, kind: 'receive' as const, reason: '' };
  await w.ok(recordStock, { ...arrival, lines: [{ skuId: 'tea', qty: 3 }] }, w.clerk);
  expect(await scan(w, countId, 'tea', 7, w.first, seenAt)).toMatchObject({ ok: true });
  expect(await scan(w, countId, 'cake', 20)).toMatchObject({ ok: true });
  await w.ok(submitCount, one(w, countId), w.first);
  const sheet = await w.ok(getCount, { storeId, countId }, w.clerk);
  expect(sheet.items.find(({ skuId }) => skuId === 'tea')?.result).toMatchObject({
    state: 'sure',
    counted: 7,
    expected: 8,
    variance: -1,
  });
  await w.ok(approveCount, { ...one(w, countId), note: '' }, w.clerk);
  expect(await w.ok(postCount, one(w, countId), w.clerk)).toMatchObject({
    status: 'posted',
    booked: 2,
    left: 0,
  });
  // 10 − 1 missing + 3 arrived, two of them promised.
  expect(w.db.row('stock', 's1:tea')).toMatchObject({ available: 10, reserved: 2 });
  expect(checkWorld(w.db, { pay: w.pay })).toEqual([]);
});

test('counters see neither the books nor each other; whoever signs sees both', async () => {
  const w = countWorld();
  const countId = await begin(w, { double: true });
  await scan(w, countId, 'tea', 9);
  const blind = await w.ok(getCount, { storeId, countId }, w.second);
  expect(blind.items.every(({ result, mine }) => result === null && mine === null)).toBe(true);
  await scan(w, countId, 'tea', 10, w.second);
  await scan(w, countId, 'cake', 20);
  expect(
    await w.call(submitCount, one(w, countId), w.first),
    'the cakes were seen by one only',
  ).toMatchObject({ code: 'NOT_ALL', detail: { left: 1 } });
  await scan(w, countId, 'cake', 20, w.second);
  expect(await w.ok(submitCount, one(w, countId), w.first)).toMatchObject({ differing: 1 });
  expect(await w.call(approveCount, { ...one(w, countId), note: '' }, w.clerk)).toMatchObject({
    code: 'DIFFERS',
  });
  await w.ok(recountLines, { ...one(w, countId), skuIds: ['tea'] }, w.clerk);
  expect(await scan(w, countId, 'cake', 1)).toMatchObject({ code: 'NOT_AGAIN' });
  await scan(w, countId, 'tea', 9);
  await scan(w, countId, 'tea', 9, w.second);
  expect(await w.ok(submitCount, one(w, countId), w.second)).toMatchObject({ differing: 0 });
  await w.ok(approveCount, { ...one(w, countId), note: '' }, w.clerk);
  await w.ok(postCount, one(w, countId), w.clerk);
  expect(w.db.row('stock', 's1:tea')).toMatchObject({ available: 9 });
  expect(checkWorld(w.db, { pay: w.pay })).toEqual([]);
});

test('above the limit somebody who did not count has to sign', async () => {
  const w = countWorld();
  shelve(w, storeId, aSku('wine', 40_000, { costFen: 30_000 }), 5);
  const countId = await begin(w);
  await scan(w, countId, 'wine', 3, w.clerk);
  await scan(w, countId, 'tea', 10);
  await scan(w, countId, 'cake', 20);
  await w.ok(submitCount, one(w, countId), w.first);
  const signed = () => w.call(approveCount, { ...one(w, countId), note: '' }, w.clerk);
  expect(await signed()).toMatchObject({ ok: false, code: 'SECOND_PERSON' });
  expect(await w.ok(getCount, { storeId, countId }, w.clerk)).toMatchObject({
    lossFen: 60_000,
    needsSecond: true,
    maySign: false,
  });
  await w.ok(approveCount, { ...one(w, countId), note: '看过监控' }, w.hq);
  await w.ok(postCount, one(w, countId), w.hq);
  expect(w.db.row('stock', 's1:wine')).toMatchObject({ available: 3 });
  expect(await w.ok(listCountsHq, {}, w.hq)).toMatchObject({
    total: 1,
    items: [{ status: 'posted', lossFen: 60_000, approvedBy: '总部小李' }],
  });
  expect(checkWorld(w.db, { pay: w.pay })).toEqual([]);
});

test('corrected or promised since it was counted: counted again, the rest is booked once', async () => {
  const w = countWorld();
  const countId = await begin(w);
  await scan(w, countId, 'tea', 1);
  await scan(w, countId, 'cake', 18);
  w.clock.advance(1_000);
  // Nine teas are missing, yet two of the ten are sold meanwhile.
  await sold(w);
  await w.ok(submitCount, one(w, countId), w.first);
  await w.ok(approveCount, { ...one(w, countId), note: '' }, w.clerk);
  expect(await w.ok(postCount, one(w, countId), w.clerk)).toMatchObject({
    status: 'recount',
    booked: 1,
    again: 1,
  });
  expect(w.db.row('stock', 's1:cake')).toMatchObject({ available: 18 });
  expect(w.db.row('stock', 's1:tea')).toMatchObject({ available: 8, reserved: 2 });
  expect(await w.call(voidCount, { ...one(w, countId), reason: '重来' }, w.clerk)).toMatchObject({
    code: 'SOME_BOOKED',
  });
  await scan(w, countId, 'tea', 10);
  w.clock.advance(1_000);
  const found = { requestId: w.requestId(), storeId, kind: 'count' as const, reason: '' };
  await w.ok(recordStock, { ...found, lines: [{ skuId: 'tea', qty: 9 }] }, w.clerk);
  await w.ok(submitCount, one(w, countId), w.first);
  await w.ok(approveCount, { ...one(w, countId), note: '' }, w.clerk);
  // Somebody corrected the teas after they were counted: that count is void.
  expect(await w.ok(postCount, one(w, countId), w.clerk)).toMatchObject({ status: 'recount' });
  await scan(w, countId, 'tea', 9);
  await w.ok(submitCount, one(w, countId), w.first);
  await w.ok(approveCount, { ...one(w, countId), note: '' }, w.clerk);
  expect(await w.ok(postCount, one(w, countId), w.clerk)).toMatchObject({ status: 'posted' });
  expect(w.db.row('stock', 's1:tea')).toMatchObject({ available: 7, reserved: 2 });
  expect(checkWorld(w.db, { pay: w.pay })).toEqual([]);
});

test('what nobody counted is none or left alone, as one says; a tap that comes twice counts once', async () => {
  const w = countWorld();
  expect(await w.ok(countScopes, { storeId }, w.first)).toMatchObject({ all: 2 });
  const countId = await begin(w);
  const tap = {
    requestId: w.requestId(),
    storeId,
    countId,
    skuId: 'tea',
    how: 'add' as const,
    qty: 10,
    at: w.clock.now,
  };
  await w.ok(scanCount, tap, w.first);
  await w.ok(scanCount, tap, w.first);
  expect(await w.call(submitCount, one(w, countId), w.first)).toMatchObject({ code: 'NOT_ALL' });
  await w.ok(submitCount, { ...one(w, countId), rest: 'zero' }, w.first);
  const sheet = await w.ok(getCount, { storeId, countId }, w.clerk);
  expect(sheet.items.map(({ skuId, result }) => [skuId, result?.variance])).toEqual(
    expect.arrayContaining([
      ['tea', 0],
      ['cake', -20],
    ]),
  );
  await w.ok(voidCount, { ...one(w, countId), reason: '数错范围' }, w.clerk);
  const other = await begin(w);
  await scan(w, other, 'tea', 10);
  await w.ok(submitCount, { ...one(w, other), rest: 'skip' }, w.first);
  await w.ok(approveCount, { ...one(w, other), note: '' }, w.clerk);
  expect(await w.ok(postCount, one(w, other), w.clerk)).toMatchObject({ booked: 1 });
  expect(w.db.row('stock', 's1:cake')).toMatchObject({ available: 20 });
  const { items } = await w.ok(listCounts, { storeId, open: false }, w.first);
  expect(items.map(({ status }) => status).toSorted()).toEqual(['posted', 'void']);
  expect(checkWorld(w.db, { pay: w.pay })).toEqual([]);
});

test('another shop’s sheet is not there, and nobody else’s scan counts', async () => {
  const w = countWorld();
  const countId = await begin(w);
  const stranger = w.as.staff({ roles: ['storeManager'], storeId: 's2' });
  const before = w.db.dump();
  expect(await scan(w, countId, 'tea', 5, stranger)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await w.call(getCount, { storeId: 's2', countId }, stranger)).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await scan(w, countId, 'pear', 5)).toMatchObject({ code: 'NOT_IN_SHEET' });
  expect(w.db.dump()).toBe(before);
});
