import { expect, test } from 'vitest';
import type { AuditDoc } from '#shared/model/docs';
import { main as setSafety } from '../stock/setSafety';
import { shopWorld } from '../orders/testing';
import { main as listStoreNames } from './listStoreNames';
import { main as revealPii } from './revealPii';
import { main as searchAudit } from './searchAudit';
import { main as whoAmIHq } from './whoAmIHq';

const row = (n: number, more: Partial<AuditDoc> = {}): AuditDoc => ({
  _id: `a_${String(n).padStart(3, '0')}`,
  stream: 'old',
  seq: n,
  mac: '',
  outcome: 'done',
  at: 1_000 + Math.floor(n / 3),
  actorId: 'hq1',
  actorName: '小李',
  call: 'saveProduct',
  storeId: null,
  target: 'skus',
  targetId: `sku${n}`,
  changes: [],
  reason: '',
  traceId: `t${n}`,
  ...more,
});

test('the console knows who is there and which calls the roles may make', async () => {
  const w = shopWorld();
  const me = await w.ok(whoAmIHq, {}, w.as.hq(['hqSupply', 'hqFinance']));
  expect(me).toMatchObject({ name: '总部小李', roles: ['hqSupply', 'hqFinance'] });
  expect(me.calls).toEqual(expect.arrayContaining(['acceptSuggestion', 'getBoard', 'whoAmIHq']));
  expect(me.calls).not.toContain('searchAudit');
  expect(me.calls).not.toContain('placeOrder');
  expect(await w.call(whoAmIHq, {}, w.clerk)).toMatchObject({ code: 'NOT_ALLOWED' });
});

test('a region gets the names of its own shops', async () => {
  const w = shopWorld();
  const all = await w.ok(listStoreNames, {}, w.as.hq(['hqOwner']));
  expect(all.items.map(({ storeId }) => storeId)).toEqual(['s1', 's2']);
  const none = await w.ok(listStoreNames, {}, w.as.hq(['regionManager'], { regionId: 'r9' }));
  expect(none.items).toEqual([]);
});

test('every page of the log once, newest first, also where many share a moment', async () => {
  const w = shopWorld();
  w.db.put('auditLogs', ...Array.from({ length: 100 }, (_, n) => row(n)));
  const owner = w.as.hq(['hqOwner']);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await w.ok(searchAudit, cursor ? { cursor } : {}, owner);
    seen.push(...page.items.map(({ auditId }) => auditId));
    cursor = page.next;
  } while (cursor);
  expect(seen).toEqual(Array.from({ length: 100 }, (_, n) => row(99 - n)._id));
});

test('found by call, shop, target, time and words; titles and names are for people', async () => {
  const w = shopWorld();
  await w.ok(
    setSafety,
    { requestId: w.requestId(), storeId: 's1', skuId: 'tea', safety: 7 },
    w.clerk,
  );
  w.db.put('auditLogs', row(1), row(2, { at: 5_000, reason: '换季调价' }));
  const owner = w.as.hq(['hqAuditor']);
  const find = async (input: object) => (await w.ok(searchAudit, input, owner)).items;
  expect(await find({ callName: 'setSafety' })).toMatchObject([
    {
      callTitle: '设置安全库存',
      actorName: '店长小陈',
      storeName: '连店 s1',
      changes: [{ field: 'safety', before: '0', after: '7' }],
    },
  ]);
  expect(await find({ storeId: 's1' })).toHaveLength(1);
  expect(await find({ targetId: 'sku1' })).toHaveLength(1);
  expect(await find({ from: 4_000, to: 5_000 })).toMatchObject([{ auditId: 'a_002' }]);
  expect(await find({ query: '换季' })).toMatchObject([{ auditId: 'a_002' }]);
  expect(await find({ query: '没有这个词' })).toEqual([]);
  expect(await w.call(searchAudit, {}, w.as.hq(['hqSupply']))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
});

test('a contact is shown to those who may, for a reason, and the look is on record — the contact is not', async () => {
  const w = shopWorld();
  const { orderId } = await w.place();
  const order = w.doc(orderId);
  const contact = { name: '周小雨', phone: '13812345678', region: '杭州西湖', detail: '1 幢 2 室' };
  const place = { collection: 'orders', id: orderId, field: 'contact' } as const;
  const owner = w.as.hq(['hqOwner']);
  const look = { orderId, reason: '顾客要求改送' };
  expect(await w.call(revealPii, look, owner)).toMatchObject({ code: 'NOT_FOUND' });
  w.db.put('orders', { ...order, contact: w.seal.seal(place, JSON.stringify(contact)) });
  expect(await w.ok(revealPii, look, owner)).toEqual({
    name: '周小雨',
    phone: '13812345678',
    address: '杭州西湖1 幢 2 室',
  });
  expect(w.db.rows('auditLogs')).toMatchObject([
    { call: 'revealPii', targetId: orderId, reason: '顾客要求改送' },
  ]);
  expect(JSON.stringify([w.db.rows('auditLogs'), w.logs])).not.toContain('13812345678');
  const region = w.as.hq(['regionManager'], { regionId: 'r9' });
  expect(await w.call(revealPii, look, region)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await w.call(revealPii, look, w.as.hq(['hqMerch']))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
});
