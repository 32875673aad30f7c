import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shoppers, staff } from '../../scripts/seed/demo/people';
import { requestId, startChain, type Chain, type Person } from './chain-world';
import { shopping } from './shopping';

/** What headquarters and timers do over several shops, and a rush on the last pieces. */
let chain: Chain;
let shop: ReturnType<typeof shopping>;
let supply: Person;
let admin: Person;

const managerOf = (storeId: string): Person => {
  const found = staff.find(({ grants }) =>
    grants.some((grant) => grant.storeId === storeId && grant.role === 'storeManager'),
  );
  if (!found) throw new Error(`nobody manages ${storeId}`);
  return chain.mini(found.openid);
};

beforeAll(async () => {
  chain = await startChain();
  shop = shopping(chain);
  [supply, admin] = await Promise.all([chain.hq('supply'), chain.hq('admin')]);
});
afterAll(async () => {
  await chain?.close();
});

test('100 buyers at once for 7 pieces: exactly 7 orders, nobody is told anything wrong', async () => {
  const storeId = 'hz01';
  const shopper = chain.mini('oLooking');
  const [item] = await shop.plenty(shopper, storeId);
  const skuId = item?.skuId ?? '';
  const { reserved } = await shop.stock(`${storeId}:${skuId}`);
  await managerOf(storeId).ok('recordStock', {
    requestId: requestId(),
    storeId,
    kind: 'count',
    lines: [{ skuId, qty: reserved + 7 }],
    reason: '盘点',
  });
  const replies = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      chain.mini(`oRush${i}`).call('placeOrder', {
        requestId: requestId(),
        storeId,
        mode: 'pickup',
        lines: [{ skuId, qty: 1 }],
        expectedPayableFen: item?.priceFen ?? 0,
      }),
    ),
  );
  const outcomes = replies.map((reply) => (reply.ok ? 'ordered' : reply.code));
  expect(outcomes.filter((one) => one === 'ordered')).toHaveLength(7);
  expect(outcomes.filter((one) => one === 'OUT_OF_STOCK')).toHaveLength(93);
  expect(await shop.stock(`${storeId}:${skuId}`)).toMatchObject({
    available: 0,
    reserved: reserved + 7,
    holds: [],
  });
  expect(await shop.broken({ swept: true })).toEqual([]);
});

test('one tap sent twenty times at once is one order', async () => {
  const shopper = chain.mini('oImpatient');
  const [item] = await shop.plenty(shopper, 'hz01');
  const asked = {
    requestId: requestId(),
    storeId: 'hz01',
    mode: 'pickup' as const,
    lines: [{ skuId: item?.skuId ?? '', qty: 2 }],
    expectedPayableFen: (item?.priceFen ?? 0) * 2,
  };
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => shopper.call('placeOrder', asked)),
  );
  const ids = new Set(replies.flatMap((reply) => (reply.ok ? [reply.data.orderId] : [])));
  expect(ids.size).toBe(1);
  // Whoever was overtaken is asked to try again, and then gets the same order.
  expect(new Set(replies.flatMap((reply) => (reply.ok ? [] : [reply.code])))).toSatisfy(
    (codes: Set<string>) => [...codes].every((code) => code === 'BUSY'),
  );
  expect(await shopper.ok('placeOrder', asked)).toMatchObject({ orderId: [...ids][0] });
  expect((await shopper.ok('listMyOrders', {})).items).toHaveLength(1);
  expect(await shop.broken({ swept: true })).toEqual([]);
});

describe('goods where they are needed', () => {
  test('the timer opens alerts where stock is short, and closes them when it came', async () => {
    const first = await chain.timer('checkStockAlerts');
    expect(first.checked).toBeGreaterThan(100);
    expect(first.opened).toBeGreaterThan(0);
    expect(await chain.timer('checkStockAlerts')).toMatchObject({ opened: 0, open: first.open });

    const zhou = managerOf('hz01');
    const { items } = await zhou.ok('listStoreAlerts', { storeId: 'hz01' });
    const [alert] = items;
    expect(alert).toMatchObject({ status: 'open', storeId: 'hz01' });
    await zhou.ok('recordStock', {
      requestId: requestId(),
      storeId: 'hz01',
      kind: 'receive',
      lines: [{ skuId: alert?.skuId ?? '', qty: 200 }],
      reason: '到货',
    });
    expect(await chain.timer('checkStockAlerts')).toMatchObject({ closed: 1 });
  });

  test('suggested, accepted, shipped, received with breakage and loss', async () => {
    const made = await chain.timer('suggestTransfer');
    expect(made.lines).toBeGreaterThan(0);
    const { run } = await supply.ok('listSuggestions', {});
    if (!run) throw new Error('no plan');
    expect(run.valueFen).toBeGreaterThanOrEqual(run.greedyFen);
    expect(run.boundFen).toBeGreaterThanOrEqual(run.valueFen);
    // Both ends need somebody who works there.
    const line = run.lines.find(
      ({ fromStoreId, toStoreId, qty }) =>
        ['hz01', 'hz02', 'hz03'].includes(fromStoreId) &&
        ['hz01', 'hz02', 'hz03'].includes(toStoreId) &&
        qty >= 3,
    );
    if (!line) throw new Error('no line between shops with staff');
    const { fromStoreId, toStoreId, skuId, qty } = line;
    const [from, to] = [`${fromStoreId}:${skuId}`, `${toStoreId}:${skuId}`];
    const before = { from: await shop.stock(from), to: await shop.stock(to) };

    const lines = [{ lineId: line.lineId, qty }];
    const asked = { requestId: requestId(), runId: run.runId, lines };
    const accepted = await supply.ok('acceptSuggestion', asked);
    expect(accepted).toMatchObject({ accepted: 1, stale: [] });
    expect(await supply.ok('acceptSuggestion', asked)).toEqual(accepted);
    const transferId = accepted.transfers[0] ?? '';
    expect((await shop.stock(from)).reserved).toBe(before.from.reserved + qty);

    const sent = {
      requestId: requestId(),
      storeId: fromStoreId,
      transferId,
      lines: [{ skuId, qty }],
    };
    expect(await managerOf(toStoreId).refused('shipTransfer', sent)).toBe('NOT_FOUND');
    await managerOf(fromStoreId).ok('shipTransfer', sent);
    expect((await shop.stock(to)).inTransitIn).toBe(before.to.inTransitIn + qty);

    const got = { skuId, received: qty - 2, damaged: 1 };
    const { transfer } = await managerOf(toStoreId).ok('receiveTransfer', {
      requestId: requestId(),
      storeId: toStoreId,
      transferId,
      lines: [got],
    });
    expect(transfer).toMatchObject({ status: 'received', lines: [{ ...got, lost: 1 }] });
    expect(await shop.stock(to)).toMatchObject({
      available: before.to.available + qty - 2,
      inTransitIn: before.to.inTransitIn,
    });
    expect(await shop.broken()).toEqual([]);
    const { items } = await admin.ok('searchAudit', { targetId: transferId });
    const names = items.map(({ call }) => call).sort();
    expect(names).toEqual(['acceptSuggestion', 'receiveTransfer', 'shipTransfer']);
  });

  test('the night run drafts requests for what is short', async () => {
    const made = await chain.timer('replenish');
    expect(made.drafts).toBeGreaterThan(0);
    const { items } = await managerOf('hz01').ok('listRequests', { storeId: 'hz01' });
    expect(items[0]).toMatchObject({ status: 'draft', storeId: 'hz01' });
  });
});

test('a sale is on the board once the outbox has told it', async () => {
  const board = () => admin.ok('getBoard', {});
  await chain.timer('dispatchOutbox');
  const before = await board();
  const lin = chain.mini(shoppers[0]?.openid ?? '');
  const [item] = await shop.plenty(lin, 'hz01');
  const lines = [{ skuId: item?.skuId ?? '', qty: 2 }];
  const { orderId } = await shop.place(lin, { storeId: 'hz01', mode: 'pickup', lines });
  await shop.pay(lin, orderId);
  await chain.timer('dispatchOutbox');
  const after = await board();
  expect(after.today).toEqual({
    ...before.today,
    salesFen: before.today.salesFen + (item?.priceFen ?? 0) * 2,
    orders: before.today.orders + 1,
    pieces: before.today.pieces + 2,
  });
  expect(after.waiting).toBe(before.waiting + 1);
  // Told again, it counts once.
  await chain.timer('dispatchOutbox');
  expect((await board()).today).toEqual(after.today);
  const gao = managerOf('hz02');
  expect(await gao.refused('getBoard', {})).toBe('NOT_ALLOWED');
});
