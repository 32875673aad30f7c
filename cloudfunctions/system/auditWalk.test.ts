import { beforeEach, expect, test } from 'vitest';
import { shopWorld, type ShopWorld } from '../orders/testing';
import { openDb } from '../assets/testing';
import { main as setSafety } from '../stock/setSafety';
import { main as getAuditState } from './getAuditState';
import { main as verifyAuditChain } from './verifyAuditChain';

let w: ShopWorld;
const work = async (times: number) => {
  for (let n = 1; n <= times; n += 1)
    await w.ok(
      setSafety,
      { requestId: w.requestId(), storeId: 's1', skuId: 'tea', safety: n },
      w.clerk,
    );
};
const walk = () => w.ok(verifyAuditChain, {}, w.as.timer());
const state = () => w.ok(getAuditState, {}, w.as.hq(['hqAuditor']));
const STREAM = 's1:2026-11-22';
const ID = `${STREAM}:0000003`;
beforeEach(async () => {
  w = shopWorld();
  await work(5);
});

test('whole chains are said to be whole, as of when', async () => {
  expect(await state()).toMatchObject({ asOf: null });
  expect(await walk()).toEqual({ chains: 1, rows: 5, wrong: 0, more: false });
  const first = await state();
  expect(first).toMatchObject({ asOf: w.clock.now, chains: 1, rows: 5, problems: [] });
  expect(w.logs.some((line) => line['auditAnchor'] === first.anchor)).toBe(true);
  await work(2);
  expect(await walk()).toMatchObject({ rows: 7, wrong: 0 });
  expect((await state()).anchor).not.toBe(first.anchor);
});

test('an edit, a deletion and a swap are found, and HQ is told', async () => {
  const row = w.db.row('auditLogs', ID);
  const other = w.db.row('auditLogs', `${STREAM}:0000002`);
  if (!row || !other) throw new Error('no row');
  const db = openDb(w);
  const spoilt = [
    () => db.update('auditLogs', ID, { set: { reason: '改过' } }),
    () => db.remove('auditLogs', ID),
    async () => {
      w.db.put('auditLogs', { ...other, _id: ID, seq: 3 });
      w.db.put('auditLogs', { ...row, _id: other._id, seq: 2 });
    },
  ];
  for (const spoil of spoilt) {
    await spoil();
    expect(await walk()).toMatchObject({ wrong: 1 });
    w.db.put('auditLogs', row, other);
    expect(await walk()).toMatchObject({ wrong: 0 });
  }
  expect(w.db.rows('alarms')).toMatchObject([{ kind: 'audit', status: 'open' }]);
});

test('a cut that takes the head back along is found by what was proven before', async () => {
  await walk();
  const third = w.db.row('auditLogs', ID);
  if (!third) throw new Error('no row');
  const db = openDb(w);
  await db.remove('auditLogs', `${STREAM}:0000005`);
  await db.remove('auditLogs', `${STREAM}:0000004`);
  await db.update('auditHeads', STREAM, { set: { seq: 3, mac: third.mac } });
  expect(await walk()).toMatchObject({ wrong: 1 });
  expect((await state()).problems).toMatchObject([{ stream: STREAM, kind: 'cut' }]);
});

test('a whole day taken away, head and all, is missed', async () => {
  await walk();
  const db = openDb(w);
  for (const { _id } of w.db.rows('auditLogs')) await db.remove('auditLogs', _id);
  await db.remove('auditHeads', STREAM);
  expect(await walk()).toMatchObject({ wrong: 1 });
});
