import { describe, expect, test } from 'vitest';
import { main as acceptOrder } from './acceptOrder';
import { burn } from './checkout/burn';
import { main as getOrder } from './getOrder';
import { main as getOrderHq } from './getOrderHq';
import { main as getStoreOrder } from './getStoreOrder';
import { main as listMyOrders } from './listMyOrders';
import { main as listStoreOrders } from './listStoreOrders';
import { ofShop, paidOrder, readyOrder } from './payment/testing';
import { main as searchOrders } from './searchOrders';
import { STORE, aSku, aStore, shelve, shopWorld, type ShopWorld } from './testing';

/** A delivery order of 王小明, waiting for the shop. */
async function delivered(world: ShopWorld): Promise<string> {
  const { id } = world.buyer;
  const contact = { region: '杭州西湖', detail: '1 幢 702', name: '王小明', phone: '13800138000' };
  const place = { collection: 'addressBooks', id, field: 'home' } as const;
  const sealed = world.seal.seal(place, JSON.stringify(contact));
  const home = { addressId: 'home', sealed, tag: '家', loc: { lng: 120.131, lat: 30.281 } };
  world.db.put('addressBooks', { _id: id, addresses: [{ ...home, isDefault: true }] });
  const lines = [{ skuId: 'tea', qty: 2 }];
  return paidOrder(world, {
    lines,
    mode: 'delivery',
    addressId: 'home',
    expectedPayableFen: 3_000,
  });
}

describe('the shopper’s list', () => {
  test('pages newest first without gaps or repeats, orders of one millisecond included', async () => {
    const world = shopWorld({ pieces: 99 });
    const placed: string[] = [];
    for (let i = 0; i < 45; i += 1) {
      const { orderId } = await world.place();
      placed.push(orderId);
      const doc = world.doc(orderId);
      // Unpaid orders are limited; finished ones are not.
      world.db.put('orders', {
        ...doc,
        status: 'cancelled',
        createdAt: i < 25 ? 5_000 : 5_000 + i,
      });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.ok(listMyOrders, cursor ? { cursor } : {}, world.buyer);
      seen.push(...page.items.map(({ orderId }) => orderId));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(45);
    expect(new Set(seen)).toEqual(new Set(placed));
  });

  test('shows what the tab says, and no burnt ids', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    const orderPaid = await paidOrder(world);
    const db = world.db.open({
      trip() {},
      left: () => 1e6,
      pause: async () => {},
      random: () => 0,
    });
    const memberId = world.buyer.id;
    const now = world.clock.now;
    await burn(db, { orderId: 'o_burnt', storeId: STORE, memberId, bodyHash: '', now, why: '' });
    const ids = async (tab: 'all' | 'pendingPay' | 'doing' | 'done') =>
      (await world.ok(listMyOrders, { tab }, world.buyer)).items.map((o) => o.orderId);
    expect(await ids('pendingPay')).toEqual([orderId]);
    expect(await ids('doing')).toEqual([orderPaid]);
    expect(await ids('done')).toEqual([]);
    expect((await ids('all')).toSorted()).toEqual([orderId, orderPaid].toSorted());
    expect(await world.call(getOrder, { orderId: 'o_burnt' }, world.buyer)).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('is the member’s own', async () => {
    const world = shopWorld();
    const { orderId } = await world.place();
    const other = world.as.shopper('other');
    expect((await world.ok(listMyOrders, {}, other)).items).toEqual([]);
    expect(await world.call(getOrder, { orderId }, other)).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the order page', () => {
  test('opens address and history for the owner, clerks stay nameless', async () => {
    const world = shopWorld();
    const orderId = await delivered(world);
    await world.ok(acceptOrder, ofShop(world, orderId), world.clerk);
    const page = await world.ok(getOrder, { orderId }, world.buyer);
    expect(page.address).toEqual({
      name: '王小明',
      phone: '13800138000',
      text: '杭州西湖1 幢 702',
    });
    expect(page.steps.map(({ by }) => by)).toEqual(['我', '系统', '门店']);
    expect(page).toMatchObject({ canPay: false, canCancel: false, statusText: '待备货' });
  });
});

describe('the shop’s queue', () => {
  test('counts, order and lateness', async () => {
    const world = shopWorld();
    const first = await paidOrder(world);
    world.clock.advance(60_000);
    const second = await paidOrder(world);
    await readyOrder(world);
    world.clock.advance(5 * 60_000 - 30_000);
    const { items, counts } = await world.ok(listStoreOrders, { storeId: STORE }, world.clerk);
    expect(items.map(({ orderId, late }) => [orderId, late])).toEqual([
      [first, true],
      [second, false],
    ]);
    expect(counts).toEqual({ new: 2, picking: 0, ready: 1, delivering: 0 });
  });

  test('shows the house number while there is something to deliver, the phone never', async () => {
    const world = shopWorld();
    const orderId = await delivered(world);
    const shown = await world.ok(getStoreOrder, { storeId: STORE, orderId }, world.clerk);
    expect(shown).toMatchObject({
      addressText: '杭州西湖1 幢 702',
      phoneMasked: '138****8000',
      customer: '王**',
    });
    expect(JSON.stringify(shown)).not.toContain('13800138000');
    world.db.put('orders', { ...world.doc(orderId), status: 'completed' });
    const later = await world.ok(getStoreOrder, { storeId: STORE, orderId }, world.clerk);
    expect(later.addressText).toBe('杭州西湖');
  });

  test('of another shop is not there', async () => {
    const world = shopWorld();
    const orderId = await paidOrder(world);
    const foreign = world.as.staff({ roles: ['cashier'], storeId: 's2' });
    const mine = await world.ok(listStoreOrders, { storeId: 's2' }, foreign);
    expect(mine.items).toEqual([]);
    for (const storeId of ['s2', STORE])
      expect(await world.call(getStoreOrder, { storeId, orderId }, foreign)).toMatchObject({
        code: 'NOT_FOUND',
      });
  });
});

describe('HQ', () => {
  test('finds by shop, state, number, phone and time', async () => {
    const world = shopWorld();
    const hq = world.as.hq(['hqOwner']);
    const orderId = await delivered(world);
    const { orderNo } = await world.place();
    const find = async (more: Parameters<typeof world.ok<typeof searchOrders.spec>>[1]) =>
      (await world.ok(searchOrders, more, hq)).items.map((o) => o.orderId);
    expect(await find({ phone: '13800138000' })).toEqual([orderId]);
    expect(await find({ phone: '13900139000' })).toEqual([]);
    expect(await find({ orderNo })).toHaveLength(1);
    expect(await find({ status: 'paid', mode: 'delivery', storeId: STORE })).toEqual([orderId]);
    expect(await find({ from: world.clock.now + 1 })).toEqual([]);
    expect(await world.ok(searchOrders, { size: 1 }, hq)).toMatchObject({ total: 2 });
  });

  test('sees payment and refunds, not the house number', async () => {
    const world = shopWorld();
    const orderId = await delivered(world);
    const page = await world.ok(getOrderHq, { orderId }, world.as.hq(['hqFinance']));
    expect(page).toMatchObject({
      addressText: '杭州西湖',
      payment: { status: 'paid', amountFen: 3_000 },
      refunds: [],
    });
  });

  test('a region’s manager sees the region’s shops only', async () => {
    const world = shopWorld();
    world.db.put('stores', aStore('s3', { regionId: 'r2' }));
    shelve(world, 's3', aSku('tea', 1_200), 5);
    const mine = await world.place();
    const theirs = await world.place({ storeId: 's3' });
    const manager = world.as.hq(['regionManager'], { regionId: 'r1' });
    const { items, total } = await world.ok(searchOrders, {}, manager);
    expect([items.map((o) => o.orderId), total]).toEqual([[mine.orderId], 1]);
    const foreign = { orderId: theirs.orderId };
    expect(await world.call(getOrderHq, foreign, manager)).toMatchObject({ code: 'NOT_FOUND' });
    const byStore = await world.call(searchOrders, { storeId: 's3' }, manager);
    expect(byStore).toMatchObject({ code: 'NOT_FOUND' });
  });
});
