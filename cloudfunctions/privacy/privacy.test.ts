import { beforeEach, describe, expect, test } from 'vitest';
import { createSeal } from '../kit/seal';
import { giveMoney, openDb } from '../assets/testing';
import { main as bindPhone } from '../assets/bindPhone';
import { main as saveAddress } from '../members/saveAddress';
import { main as cancelOrder } from '../orders/cancelOrder';
import { shopWorld, type ShopWorld } from '../orders/testing';
import { main as deleteMyAccount } from './deleteMyAccount';
import { main as exportMyData } from './exportMyData';
import { main as rotateKeys } from './rotateKeys';

const form = {
  name: '林悦',
  phone: '19900000101',
  region: '杭州市西湖区',
  detail: '12 幢 502',
  tag: '家',
  loc: { lng: 120.13, lat: 30.28 },
  isDefault: true,
};
let w: ShopWorld;
const settle = async (world: ShopWorld): Promise<string> => {
  await world.ok(bindPhone, { code: 'phone-19900000101' }, world.buyer);
  const saved = await world.ok(saveAddress, { requestId: world.requestId(), form }, world.buyer);
  const { orderId } = await world.place({
    mode: 'delivery',
    addressId: saved.address.addressId,
    lines: [{ skuId: 'tea', qty: 2 }],
    expectedPayableFen: 3_000,
    remark: '放门口，林悦收',
  });
  return orderId;
};
beforeEach(() => {
  w = shopWorld();
});

test('everything about a person, opened for that person alone', async () => {
  await settle(w);
  const mine = JSON.parse((await w.ok(exportMyData, {}, w.buyer)).text);
  expect(mine).toMatchObject({
    会员: { 手机号: '19900000101' },
    收货地址: [{ name: '林悦', phone: '19900000101', detail: '12 幢 502', 标签: '家' }],
    订单: [{ 状态: 'pendingPay', 备注: '放门口，林悦收', 收货信息: { detail: '12 幢 502' } }],
  });
  const other = await w.ok(exportMyData, {}, w.as.shopper('other'));
  expect(other.text).not.toMatch(/林悦|19900000101|12 幢/);
});

describe('leaving', () => {
  const leave = () =>
    w.call(deleteMyAccount, { requestId: w.requestId(), confirm: '注销' }, w.buyer);

  test('not while something is under way or money is left', async () => {
    const orderId = await settle(w);
    expect(await leave()).toMatchObject({ code: 'OPEN_ORDERS' });
    await w.ok(cancelOrder, { requestId: w.requestId(), orderId }, w.buyer);
    giveMoney(w, w.buyer.id, 100);
    expect(await leave()).toMatchObject({ code: 'WALLET_LEFT' });
  });

  test('takes the person out of everything; orders stay without a name', async () => {
    const orderId = await settle(w);
    await w.ok(cancelOrder, { requestId: w.requestId(), orderId }, w.buyer);
    expect(await leave()).toMatchObject({ ok: true, data: { deletedAt: w.clock.now } });
    expect(w.doc(orderId)).toMatchObject({
      contact: null,
      phoneMasked: '',
      phoneIdx: null,
      remark: '',
      customer: '已注销用户',
      totals: { payableFen: 3_000 },
    });
    expect(w.db.rows('addressBooks')).toEqual([]);
    expect(w.db.row('members', w.buyer.id)).not.toHaveProperty('phoneIdx');
    const { text } = await w.ok(exportMyData, {}, w.buyer);
    expect(text).not.toMatch(/林悦|19900000101|12 幢/);
  });
});

describe('a new key', () => {
  const key = (n: number) => Buffer.from(Array.from({ length: 32 }, (_, i) => (i * 31 + n) % 256));
  const old = { data: [{ id: 'k1', key: key(1) }], index: key(9) };
  const both = { ...old, data: [{ id: 'k2', key: key(2) }, ...old.data] };
  const only = { ...old, data: [{ id: 'k2', key: key(2) }] };

  test('everything is sealed anew while both open, and then the old one is needed no more', async () => {
    const before = shopWorld({ keys: old });
    const orderId = await settle(before);
    const after = shopWorld({ keys: both, seed: 7 });
    for (const name of ['members', 'addressBooks', 'orders', 'requests', 'staff'] as const)
      after.db.put(name, ...before.db.rows(name));
    // Readable before, meanwhile and afterwards.
    expect((await after.ok(exportMyData, {}, after.buyer)).text).toContain('12 幢 502');
    const first = await after.ok(rotateKeys, {}, after.as.timer());
    expect(first).toMatchObject({ more: false });
    expect(first.sealed).toBeGreaterThanOrEqual(4);
    expect(after.db.dump()).not.toContain('cm1.k1.');
    const seal = createSeal(only);
    const contact = after.doc(orderId).contact;
    if (contact === null) throw new Error('no contact');
    expect(seal.open({ collection: 'orders', id: orderId, field: 'contact' }, contact)).toContain(
      '12 幢 502',
    );
    // Done is done: nothing is looked at again.
    expect(await after.ok(rotateKeys, {}, after.as.timer())).toEqual({
      looked: 0,
      sealed: 0,
      more: false,
    });
  });

  test('what is written at the same moment is not lost', async () => {
    const before = shopWorld({ keys: old });
    await settle(before);
    const after = shopWorld({ keys: both, seed: 7 });
    after.db.put('members', ...before.db.rows('members'));
    after.db.put('addressBooks', ...before.db.rows('addressBooks'));
    const second = { ...form, detail: '新地址 9 号', isDefault: false };
    await Promise.all([
      after.ok(rotateKeys, {}, after.as.timer()),
      after.ok(saveAddress, { requestId: after.requestId(), form: second }, after.buyer),
      openDb(after).get('members', after.buyer.id),
    ]);
    const { text } = await after.ok(exportMyData, {}, after.buyer);
    expect(text).toContain('12 幢 502');
    expect(text).toContain('新地址 9 号');
  });
});
