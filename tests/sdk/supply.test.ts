import { afterAll, beforeAll, expect, test } from 'vitest';
import { staff } from '../../scripts/seed/demo/people';
import { checkWorld } from '../invariants';
import { requestId, startChain, type Chain } from './chain-world';

/** Stock, alerts and transfers through the built functions and the unmodified SDK, on the seeded chain. */
let chain: Chain;
beforeAll(async () => {
  chain = await startChain();
}, 120_000);
afterAll(() => chain.close());

const managerOf = (storeId: string) => {
  const found = staff.find((s) =>
    s.grants.some((g) => g.storeId === storeId && g.roles.includes('storeManager')),
  );
  if (!found) throw new Error(`no manager of ${storeId}`);
  return chain.mini(found.openid);
};

test('the night: alerts open once, each shop gets one draft, a plan is proposed with its proof', async () => {
  const first = await chain.timer('checkStockAlerts');
  expect(first.opened).toBeGreaterThan(0);
  expect(await chain.timer('checkStockAlerts')).toMatchObject({ opened: 0, open: first.open });
  const drafts = await chain.timer('replenish');
  expect(drafts.drafts).toBe(drafts.stores);
  expect(await chain.timer('replenish')).toMatchObject({ drafts: 0 });
  const plan = await chain.timer('suggestTransfer');
  expect(plan.lines).toBeGreaterThan(0);
  expect(await chain.timer('suggestTransfer')).toEqual(plan);
});

test('the morning: a suggestion is accepted, shipped and received, and no piece is lost', async () => {
  const hq = await chain.hq('owner');
  const { run } = await hq.ok('listSuggestions', {});
  expect(run?.valueFen).toBeGreaterThan(0);
  expect(run?.boundFen).toBeGreaterThanOrEqual(run?.valueFen ?? Infinity);
  expect(run?.greedyFen).toBeLessThanOrEqual(run?.valueFen ?? 0);
  const [first] = run?.lines ?? [];
  const lane =
    run?.lines.filter(
      (l) => l.fromStoreId === first?.fromStoreId && l.toStoreId === first.toStoreId,
    ) ?? [];
  const lines = lane.map(({ lineId, qty }) => ({ lineId, qty }));
  const accepted = await hq.ok('acceptSuggestion', {
    requestId: requestId(),
    runId: run?.runId ?? '',
    lines,
  });
  expect(accepted).toMatchObject({ accepted: lines.length, stale: [] });
  const [transferId = ''] = accepted.transfers;

  const sender = managerOf(first?.fromStoreId ?? '');
  const shipped = await sender.ok('shipTransfer', {
    requestId: requestId(),
    storeId: first?.fromStoreId ?? '',
    transferId,
    lines: lane.map(({ skuId, qty }) => ({ skuId, qty })),
  });
  expect(shipped.transfer).toMatchObject({ status: 'shipped' });
  const receiver = managerOf(first?.toStoreId ?? '');
  const received = await receiver.ok('receiveTransfer', {
    requestId: requestId(),
    storeId: first?.toStoreId ?? '',
    transferId,
    lines: lane.map(({ skuId, qty }) => ({ skuId, received: qty - 1, damaged: 1 })),
  });
  expect(received.transfer).toMatchObject({ status: 'received' });
  expect(checkWorld(await chain.rows())).toEqual([]);
});

test('a clerk books goods in; the journal and the stock list of headquarters show it', async () => {
  const hq = await chain.hq('owner');
  const [stock] = await chain.rowsOf('stock');
  const { storeId = '', skuId = '' } = stock ?? {};
  const input = {
    requestId: requestId(),
    storeId,
    kind: 'receive' as const,
    lines: [{ skuId, qty: 7 }],
    reason: '',
  };
  const booked = await managerOf(storeId).ok('recordStock', input);
  expect(await managerOf(storeId).ok('recordStock', input)).toEqual(booked);
  const { items } = await hq.ok('listMoves', { storeId, skuId });
  expect(items[0]).toMatchObject({ typeText: '入库', qty: 7 });
  const [low] = (await hq.ok('listStockHq', { filter: 'out' })).items;
  expect(low).toMatchObject({ available: 0, state: 'out' });
  expect(await hq.ok('searchAudit', { call: 'recordStock' })).toMatchObject({
    items: [{ storeId }],
  });
  expect(checkWorld(await chain.rows())).toEqual([]);
});

test('the board counts a whole chain in one look', async () => {
  const hq = await chain.hq('owner');
  expect(await chain.timer('dispatchOutbox')).toMatchObject({ failed: 0 });
  const board = await hq.ok('getBoard', {});
  expect(board.stores.length).toBeGreaterThanOrEqual(4);
  expect(board.today.salesFen).toBe(board.stores.reduce((n, s) => n + s.salesFen, 0));
  expect(board.hours.reduce((n, h) => n + h.salesFen, 0)).toBe(board.today.salesFen);
  expect(board.alerts).toBe(board.stores.reduce((n, s) => n + s.alerts, 0));
  expect(board.lastWeek.salesFen).toBeGreaterThan(0);
});
