import { expect, test } from 'vitest';
import { MINUTE_MS, businessDayOf } from '#shared/domain/time';
import { testWorld } from '../kit/testing';
import { aStore } from '../orders/testing';
import { main as getLedgerTxn } from './getLedgerTxn';
import { main as listLedgerTxns } from './listLedgerTxns';
import { refundAssets } from './refund';
import { commitAssets } from './sale';
import { aCtx, aSale, giveMoney, inTx } from './testing';

const M = 'm_1';

function books() {
  const w = testWorld();
  w.db.put('stores', aStore('s1'), aStore('s2'));
  const hq = w.as.hq(['hqFinance']);
  return {
    ...w,
    list: (more: object = {}) => w.ok(listLedgerTxns, more, hq),
    get: (txnId: string) => w.call(getLedgerTxn, { txnId }, hq),
  };
}

test('money topped up in one shop and spent in another: both books, each of them zero', async () => {
  const w = books();
  giveMoney(w, M, 5_000, 500, 's1');
  w.clock.advance(MINUTE_MS);
  const wallet = { principalFen: 5_000, bonusFen: 500 };
  const sale = aSale(M, { storeId: 's2', orderId: 'o_1', providerFen: 0, ...wallet });
  await inTx(w, (tx) => commitAssets(tx, aCtx(w), sale));
  const { items } = await w.list();
  expect(items[0]).toMatchObject({ txnId: 'order:o_1', kind: 'order', storeName: '连店 s2' });
  const txn = await w.get('order:o_1');
  if (!txn.ok) throw new Error(txn.code);
  expect(txn.data.cause).toMatchObject({ kind: 'order', memberId: M });
  expect(txn.data.books.map(({ sumFen }) => sumFen)).toEqual(txn.data.books.map(() => 0));
  expect(txn.data.books.map(({ name }) => name).toSorted()).toEqual(
    ['总部', '连店 s1', '连店 s2'].toSorted(),
  );
  const between = txn.data.books
    .find(({ book }) => book === 's1')
    ?.entries.find(({ account }) => account === 'interStore:s1:s2');
  expect(between).toMatchObject({
    deltaFen: 5_000,
    otherName: '连店 s2',
    what: '储值本金跨店消费',
  });
  expect(await w.get('order:nothing')).toMatchObject({ code: 'NOT_FOUND' });
});

test('the transactions of one order, of one book, of a day; pages lose nothing of one moment', async () => {
  const w = books();
  for (let i = 0; i < 40; i += 1) {
    const sale = aSale(M, { storeId: i % 2 ? 's1' : 's2', orderId: `o_${i}`, providerFen: 100 });
    await inTx(w, (tx) => commitAssets(tx, aCtx(w), sale));
  }
  const back = { refundId: 'r_o_7_0', providerFen: 100, principalFen: 0, bonusFen: 0 };
  const points = { pointsBack: 0, pointsTaken: 0, growthTaken: 0 };
  const refund = { ...back, ...points, costs: [], cardFreight: false };
  await inTx(w, (tx) => refundAssets(tx, aCtx(w), 'o_7', refund));
  const first = await w.list();
  const second = await w.list({ cursor: first.next });
  const ids = [...first.items, ...second.items].map(({ txnId }) => txnId);
  expect([ids.length, new Set(ids).size, second.next]).toEqual([41, 41, undefined]);
  expect((await w.list({ orderId: 'o_7' })).items.map(({ kind }) => kind).toSorted()).toEqual([
    'order',
    'refund',
  ]);
  expect((await w.list({ book: 's2' })).items).toHaveLength(20);
  const day = businessDayOf(w.clock.now);
  expect((await w.list({ from: day, to: day })).items).toHaveLength(30);
  expect((await w.list({ from: '2020-01-01', to: '2020-01-02' })).items).toEqual([]);
});
