import { expect, test } from 'vitest';
import { faultSweep } from '../../tests/faultSweep';
import { checkWorld } from '../../tests/invariants';
import { main as cancelTransfer } from './cancelTransfer';
import { main as createTransfer } from './createTransfer';
import { main as listTransfers } from './listTransfers';
import { main as listTransfersHq } from './listTransfersHq';
import { main as receiveTransfer } from './receiveTransfer';
import { main as shipTransfer } from './shipTransfer';
import { allPieces, chainWorld } from './testing';

/** Ten of twelve teas of `s1` are promised to `s2`. */
function approved() {
  const w = chainWorld();
  w.fill('s1', 'tea', 12, 0.5);
  w.fill('s2', 'tea', 1, 2);
  const requestId = (n: number) => `transfer-request-${n}`;
  const create = () =>
    w.call(
      createTransfer,
      {
        requestId: requestId(1),
        fromStoreId: 's1',
        toStoreId: 's2',
        lines: [
          { skuId: 'tea', qty: 4 },
          { skuId: 'tea', qty: 6 },
        ],
        reason: '周末备货',
      },
      w.hq,
    );
  const transferId = () => w.db.rows('transfers')[0]?._id ?? '';
  const ship = (qty: number) =>
    w.call(
      shipTransfer,
      {
        requestId: requestId(2),
        storeId: 's1',
        transferId: transferId(),
        lines: [{ skuId: 'tea', qty }],
      },
      w.picker('s1'),
    );
  const receive = (received: number, damaged: number) =>
    w.call(
      receiveTransfer,
      {
        requestId: requestId(3),
        storeId: 's2',
        transferId: transferId(),
        lines: [{ skuId: 'tea', received, damaged }],
      },
      w.picker('s2'),
    );
  return { ...w, create, ship, receive, transferId };
}

test('ship ten, receive seven good and one damaged: two are lost, and at every step nothing is twice', async () => {
  const w = approved();
  const total = allPieces(w);
  expect(await w.create()).toMatchObject({ ok: true });
  expect(w.stock('s1:tea')).toMatchObject({ available: 2, reserved: 10 });
  expect([checkWorld(w.db), allPieces(w)]).toEqual([[], total]);

  const shipped = await w.ship(10);
  expect(shipped).toMatchObject({
    data: { transfer: { status: 'shipped', pieces: 10, fromName: '人民路店' } },
  });
  expect(w.stock('s1:tea')).toMatchObject({ available: 2, reserved: 0 });
  expect(w.stock('s2:tea')).toMatchObject({ available: 1, inTransitIn: 10 });
  expect([checkWorld(w.db), allPieces(w)]).toEqual([[], total]);

  const received = await w.receive(7, 1);
  expect(received).toMatchObject({
    data: { transfer: { status: 'received', lines: [{ received: 7, damaged: 1, lost: 2 }] } },
  });
  expect(w.stock('s2:tea')).toMatchObject({ available: 8, inTransitIn: 0 });
  expect([checkWorld(w.db), allPieces(w)]).toEqual([[], total]);
  expect(w.db.rows('auditLogs').map(({ call }) => call)).toEqual([
    'createTransfer',
    'shipTransfer',
    'receiveTransfer',
  ]);
});

test("what is not shipped goes back on the sender's shelf", async () => {
  const w = approved();
  await w.create();
  await w.ship(6);
  expect(w.stock('s1:tea')).toMatchObject({ available: 6, reserved: 0 });
  expect(w.stock('s2:tea')).toMatchObject({ inTransitIn: 6 });
  expect(checkWorld(w.db)).toEqual([]);
});

test('each leg happens once, however often and whoever taps', async () => {
  const w = approved();
  await Promise.all([w.create(), w.create()]);
  expect(w.db.rows('transfers')).toHaveLength(1);
  const first = await Promise.all([w.ship(10), w.ship(10)]);
  expect(first[0]).toEqual(first[1]);
  const again = { storeId: 's1', transferId: w.transferId(), lines: [{ skuId: 'tea', qty: 1 }] };
  const other = await w.call(shipTransfer, { ...again, requestId: w.requestId() }, w.manager('s1'));
  expect(other).toMatchObject({ ok: false, code: 'WRONG_STATE' });
  await w.receive(10, 0);
  const cancel = { requestId: w.requestId(), transferId: w.transferId(), reason: '' };
  expect(await w.call(cancelTransfer, cancel, w.hq)).toMatchObject({ code: 'WRONG_STATE' });
  expect(w.stock('s2:tea')).toMatchObject({ available: 11, inTransitIn: 0 });
  expect(checkWorld(w.db)).toEqual([]);
});

test('cancelling before it leaves gives the pieces back; after that it is refused', async () => {
  const w = approved();
  await w.create();
  const cancel = { requestId: w.requestId(), transferId: w.transferId(), reason: '改期' };
  expect(await w.ok(cancelTransfer, cancel, w.hq)).toEqual({ status: 'cancelled' });
  expect(w.stock('s1:tea')).toMatchObject({ available: 12, reserved: 0 });
  expect(await w.ship(1)).toMatchObject({ code: 'WRONG_STATE' });
  expect(checkWorld(w.db)).toEqual([]);
});

test('no more than approved, shipped or there; nothing changes when refused', async () => {
  const w = approved();
  await w.create();
  expect(await w.ship(11)).toMatchObject({ code: 'TOO_MANY' });
  expect(await w.ship(0)).toMatchObject({ code: 'BAD_INPUT' });
  expect(await w.receive(1, 0)).toMatchObject({ code: 'WRONG_STATE' });
  await w.ship(5);
  expect(await w.receive(5, 1)).toMatchObject({ code: 'TOO_MANY' });
  const base = { requestId: 'transfer-request-9', fromStoreId: 's1', toStoreId: 's2', reason: '' };
  const create = (more: object) =>
    w.call(createTransfer, { ...base, lines: [{ skuId: 'tea', qty: 1 }], ...more }, w.hq);
  expect(await create({ lines: [{ skuId: 'tea', qty: 8 }] })).toMatchObject({
    code: 'NOT_ENOUGH',
    message: '「商品 tea」在人民路店只有 7 件可用，请减少数量',
  });
  expect(await create({ toStoreId: 's1' })).toMatchObject({ code: 'SAME_STORE' });
  expect(await create({ toStoreId: 's3' })).toMatchObject({ code: 'NOT_SOLD_HERE' });
  expect(await create({ toStoreId: 's9' })).toMatchObject({ code: 'NOT_FOUND' });
  expect(checkWorld(w.db)).toEqual([]);
});

test('only the sender ships, only the receiver receives, only supply decides', async () => {
  const w = approved();
  await w.create();
  const transferId = w.transferId();
  const lines = [{ skuId: 'tea', qty: 1 }];
  const before = w.db.dump();
  const ship = (storeId: string, who = w.picker(storeId)) =>
    w.call(shipTransfer, { requestId: w.requestId(), storeId, transferId, lines }, who);
  expect(await ship('s2')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await ship('s1', w.picker('s3'))).toMatchObject({ code: 'NOT_FOUND' });
  expect(await ship('s1', w.as.staff({ roles: ['cashier'], storeId: 's1' }))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  const cancel = { requestId: w.requestId(), transferId, reason: '' };
  expect(await w.call(cancelTransfer, cancel, w.as.hq(['hqFinance']))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  const changed = w.db.dump().length - before.length;
  // Only the people hired for this test were added.
  expect(w.db.rows('stockMoves')).toHaveLength(2);
  expect(changed).toBeGreaterThan(0);
  expect(w.db.row('transfers', transferId)).toMatchObject({ status: 'approved' });
});

test('lists say what waits for whom', async () => {
  const w = approved();
  await w.create();
  const mine = await w.ok(listTransfers, { storeId: 's1', direction: 'out' }, w.picker('s1'));
  expect(mine).toMatchObject({
    counts: { out: 1, in: 0 },
    items: [{ statusText: '待发货', pieces: 10 }],
  });
  await w.ship(10);
  const theirs = await w.ok(listTransfers, { storeId: 's2', direction: 'in' }, w.picker('s2'));
  expect(theirs).toMatchObject({ counts: { out: 0, in: 1 }, items: [{ statusText: '在途' }] });
  expect(await w.ok(listTransfersHq, { storeId: 's2' }, w.hq)).toMatchObject({ total: 1 });
  expect(await w.ok(listTransfersHq, { status: 'received' }, w.hq)).toMatchObject({ total: 0 });
  expect(
    await w.ok(listTransfersHq, {}, w.as.hq(['regionManager'], { regionId: 'r9' })),
  ).toMatchObject({ total: 0 });
});

test('cut anywhere on the way, repeated taps bring every piece home', async () => {
  const way = async (w: ReturnType<typeof approved>) => {
    await w.create();
    await w.ship(8);
    await w.receive(6, 1);
  };
  const struck = await faultSweep(approved, way, async (w) => {
    expect(checkWorld(w.db)).toEqual([]);
    await way(w);
    expect(checkWorld(w.db)).toEqual([]);
    expect(w.stock('s1:tea')).toMatchObject({ available: 4, reserved: 0 });
    expect(w.stock('s2:tea')).toMatchObject({ available: 7, inTransitIn: 0 });
    expect(allPieces(w)).toBe(13);
  });
  expect(struck).toBeGreaterThan(100);
});
