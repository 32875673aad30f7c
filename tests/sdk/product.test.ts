import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staff, shoppers } from '../../scripts/seed/demo/people';
import { requestId, startChain, until, type Chain, type Person } from './chain-world';
import { signedHeaders } from '../../local/wechatpay/signature';
import { shopping } from './shopping';

/** One world, many people: what the shopper and the clerk do, through gateway, functions and SDK. */
const STORE = 'hz01';
const MINUTE = 60_000;
let chain: Chain;
let shop: ReturnType<typeof shopping>;
let lin: Person;
let chen: Person;
/** Manager of hz01, picker of hz01, manager of hz02. */
let zhou: Person;
let he: Person;
let gao: Person;

const openidOf = (people: readonly { name: string; openid: string }[], name: string): string =>
  people.find((one) => one.name === name)?.openid ?? '';

beforeAll(async () => {
  chain = await startChain();
  shop = shopping(chain);
  lin = chain.mini(openidOf(shoppers, '林悦'));
  chen = chain.mini(openidOf(shoppers, '陈默'));
  zhou = chain.mini(openidOf(staff, '周沁'));
  he = chain.mini(openidOf(staff, '何屹'));
  gao = chain.mini(openidOf(staff, '高源'));
});
afterAll(async () => {
  await chain?.close();
});

const pickup = (...lines: { skuId: string; qty: number }[]) => ({
  storeId: STORE,
  mode: 'pickup' as const,
  lines,
});

describe('from "which shop can serve me" to the goods handed over', () => {
  test('found, bought, paid, picked one short, refunded to the fen, handed over once', async () => {
    const here = { lng: 120.1646, lat: 30.2741, coord: 'gcj02' as const };
    const located = await lin.ok('locateStore', { point: here, mode: 'pickup', cart: [] });
    expect(located.bestStoreId).toBe(STORE);
    expect(located.stores[0]).toMatchObject({ storeId: STORE, canServe: true, openNow: true });

    const [tea, rice] = await shop.plenty(lin, STORE);
    if (!tea || !rice) throw new Error('the shelf is empty');
    const cart = pickup({ skuId: tea.skuId, qty: 3 }, { skuId: rice.skuId, qty: 1 });
    const before = await shop.stock(`${STORE}:${tea.skuId}`);
    const { orderId, payableFen } = await shop.place(lin, cart);
    expect(payableFen).toBe(tea.priceFen * 3 + rice.priceFen);
    expect(await shop.stock(`${STORE}:${tea.skuId}`)).toMatchObject({
      available: before.available - 3,
      reserved: before.reserved + 3,
      holds: [],
    });

    await shop.pay(lin, orderId);
    const { deliveries } = chain.product.wechatPay.books;
    await until('heard', async () => deliveries().some(({ answer }) => answer === '200'));
    const paid = await lin.ok('getOrder', { orderId });
    expect(paid).toMatchObject({ status: 'paid', canCancel: true });
    expect(
      await zhou.refused('redeemPickup', {
        requestId: requestId(),
        storeId: STORE,
        code: paid.pickupCode ?? '',
      }),
    ).toBe('NOT_READY');

    const queue = await zhou.ok('listStoreOrders', { storeId: STORE, queue: 'new' });
    expect(queue.items.map((one) => one.orderId)).toEqual([orderId]);
    await zhou.ok('acceptOrder', shop.of(STORE, orderId));
    expect(await lin.refused('cancelOrder', { requestId: requestId(), orderId })).toBe('TOO_LATE');

    const [line] = paid.lines;
    const picked = [{ lineId: line?.lineId ?? '', qty: 2 }];
    const short = await he.ok('finishPick', { ...shop.of(STORE, orderId), picked });
    expect(short).toEqual({ status: 'ready', refundFen: tea.priceFen });

    await shop.settleRefunds();
    const given = chain.product.wechatPay.books.refunds();
    expect(given.map(({ amount, status }) => ({ amount, status }))).toEqual([
      { amount: tea.priceFen, status: 'SUCCESS' },
    ]);
    expect((await lin.ok('getOrder', { orderId })).refunds).toMatchObject([
      { amountFen: tea.priceFen, status: 'done' },
    ]);

    const hand = { storeId: STORE, code: paid.pickupCode ?? '' };
    const asked = { ...hand, requestId: requestId() };
    const handed = await zhou.ok('redeemPickup', asked);
    expect(handed).toMatchObject({ orderId, status: 'completed' });
    // The same tap again is the same answer; another tap is told.
    expect(await zhou.ok('redeemPickup', asked)).toEqual(handed);
    expect(await zhou.refused('redeemPickup', { ...hand, requestId: requestId() })).toBe(
      'ALREADY_PICKED',
    );
    expect(await shop.stock(`${STORE}:${tea.skuId}`)).toMatchObject({
      available: before.available - 3,
      reserved: before.reserved,
    });
    expect(await shop.broken()).toEqual([]);
  });

  test('brought home: freight, on the way, delivered', async () => {
    const home = (await lin.ok('listAddresses', {})).items[0];
    const goods = await shop.plenty(lin, STORE);
    const lines = goods.slice(2, 6).map(({ skuId }) => ({ skuId, qty: 2 }));
    const cart = { storeId: STORE, mode: 'delivery' as const, lines };
    expect((await lin.ok('previewCart', cart)).problems).toMatchObject([
      { code: 'ADDRESS_MISSING' },
    ]);
    const { orderId } = await shop.place(lin, { ...cart, addressId: home?.addressId ?? '' });
    await shop.pay(lin, orderId);
    await zhou.ok('acceptOrder', shop.of(STORE, orderId));
    await zhou.ok('finishPick', { ...shop.of(STORE, orderId), picked: [] });
    const move = (to: 'dispatched' | 'delivered') =>
      zhou.ok('moveDelivery', { ...shop.of(STORE, orderId), to });
    expect(await move('dispatched')).toEqual({ status: 'delivering' });
    expect(await move('delivered')).toEqual({ status: 'completed' });
    expect((await lin.ok('getOrder', { orderId })).address?.name).toBe('林悦');
  });
});

describe('what does not come about leaves nothing behind', () => {
  test('cancelled after paying: pieces and money go back', async () => {
    const [, , , , , , tea] = await shop.plenty(chen, STORE);
    const cart = pickup({ skuId: tea?.skuId ?? '', qty: 2 });
    const before = await shop.stock(`${STORE}:${tea?.skuId}`);
    const { orderId, payableFen } = await shop.place(chen, cart);
    await shop.pay(chen, orderId);
    const request = { requestId: requestId(), orderId };
    const gone = await chen.ok('cancelOrder', request);
    expect(gone).toEqual({ status: 'cancelled', refundFen: payableFen });
    expect(await chen.ok('cancelOrder', request)).toEqual(gone);
    expect(await shop.stock(before._id)).toMatchObject({
      available: before.available,
      reserved: before.reserved,
    });
    await shop.settleRefunds();
    const refunds = chain.product.wechatPay.books.refunds();
    expect(
      refunds.filter((one) => one.amount === payableFen && one.status === 'SUCCESS'),
    ).toHaveLength(1);
    expect(await shop.broken()).toEqual([]);
  });

  test('not paid in time: the timer gives pieces and coupon back', async () => {
    const { coupon } = await chen.ok('claimCoupon', {
      requestId: requestId(),
      templateId: 'ct_new5',
    });
    const tea = (await shop.plenty(chen, STORE)).find(({ priceFen }) => priceFen > 500);
    const before = await shop.stock(`${STORE}:${tea?.skuId}`);
    const cart = { ...pickup({ skuId: tea?.skuId ?? '', qty: 2 }), couponIds: [coupon.couponId] };
    const { orderId, payableFen } = await shop.place(chen, cart);
    expect(payableFen).toBe((tea?.priceFen ?? 0) * 2 - 500);
    const mine = async () => (await chen.ok('listMyCoupons', { tab: 'unused' })).items;
    expect((await mine()).map(({ status }) => status)).toEqual(['locked']);

    await chain.product.clock.jump(16 * MINUTE);
    await chain.timer('timeoutOrders');
    expect((await chen.ok('getOrder', { orderId })).status).toBe('cancelled');
    expect((await mine()).map(({ status }) => status)).toEqual(['unused']);
    expect(await shop.stock(before._id)).toMatchObject({
      available: before.available,
      reserved: before.reserved,
    });
    expect(await chen.refused('payOrder', { orderId })).toBe('ORDER_NOT_PAYABLE');
    expect(await shop.broken({ swept: true })).toEqual([]);
  });

  test('a coupon claimed online is redeemed at one till, once', async () => {
    const [coupon] = (await chen.ok('listMyCoupons', { tab: 'unused' })).items;
    const { code } = await chen.ok('showCouponCode', { couponId: coupon?.couponId ?? '' });
    const till = (storeId: string, id = requestId()) => ({
      requestId: id,
      storeId,
      code,
      billFen: 2_300,
    });
    const once = requestId();
    const [a, b] = await Promise.all([
      zhou.call('redeemCoupon', till(STORE, once)),
      gao.call('redeemCoupon', till('hz02')),
    ]);
    expect([a, b].filter((reply) => reply.ok)).toHaveLength(1);
    expect([a, b].find((reply) => !reply.ok)).toMatchObject({ code: 'COUPON_USED' });
    expect([a, b].find((reply) => reply.ok)).toMatchObject({
      data: { saveFen: 500, payFen: 1_800, customer: '陈' },
    });
    expect((await chen.ok('listMyCoupons', { tab: 'used' })).items).toHaveLength(1);
    expect(await shop.broken()).toEqual([]);
  });
});

describe('others keep their hands off', () => {
  let orderId: string;
  let pickupCode: string;
  beforeAll(async () => {
    const [tea] = await shop.plenty(lin, STORE);
    ({ orderId } = await shop.place(lin, pickup({ skuId: tea?.skuId ?? '', qty: 1 })));
  });

  test('a forged callback pays nothing', async () => {
    await lin.ok('payOrder', { orderId });
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const serial = chain.product.wechatPay.env()['WECHATPAY_PUBLIC_KEYS']?.split(':')[0] ?? '';
    const body = JSON.stringify({ id: 'x', event_type: 'TRANSACTION.SUCCESS', resource: {} });
    const now = chain.product.clock.now();
    const headers = signedHeaders(body, now, {
      platformKeyId: serial,
      platformPrivateKey: privateKey,
    });
    for (const sent of [headers, {}]) {
      const answer = await fetch(`${chain.product.url}/http/notifyWechatPay`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...sent },
        body,
      });
      expect(answer.status).toBe(401);
    }
    expect((await lin.ok('getOrder', { orderId })).status).toBe('pendingPay');
    // The phone's word alone pays nothing either.
    expect(await lin.ok('checkPayment', { orderId })).toEqual({
      status: 'pendingPay',
      paid: false,
    });
  });

  test('another shopper and another shop see nothing and move nothing', async () => {
    await shop.pay(lin, orderId);
    pickupCode = (await lin.ok('getOrder', { orderId })).pickupCode ?? '';
    expect(await chen.refused('getOrder', { orderId })).toBe('NOT_FOUND');
    expect(await chen.refused('cancelOrder', { requestId: requestId(), orderId })).toBe(
      'NOT_FOUND',
    );
    expect(await gao.refused('acceptOrder', shop.of(STORE, orderId))).toBe('NOT_FOUND');
    expect(await gao.refused('acceptOrder', shop.of('hz02', orderId))).toBe('NOT_FOUND');
    expect(await chen.refused('acceptOrder', shop.of(STORE, orderId))).toBe('NOT_ALLOWED');
    const code = { requestId: requestId(), storeId: 'hz02', code: pickupCode };
    expect(await gao.refused('redeemPickup', code)).toBe('CODE_UNKNOWN');
    expect((await lin.ok('getOrder', { orderId })).status).toBe('paid');
  });

  test('a timer cannot be called by a person, whatever the event says', async () => {
    // What the platform's own event says, sent by a person.
    const event = JSON.parse('{"Type":"Timer"}') as Record<string, never>;
    const answer = await lin.call('timeoutOrders', event);
    expect(answer).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
  });

  test('what the staff did stands in the audit log', async () => {
    const admin = await chain.hq('admin');
    const { items } = await admin.ok('searchAudit', { storeId: STORE });
    const calls = new Set(items.map(({ call }) => call));
    for (const call of ['acceptOrder', 'finishPick', 'redeemPickup', 'moveDelivery'])
      expect(calls).toContain(call);
    expect(await (await chain.hq('merch')).refused('searchAudit', {})).toBe('NOT_ALLOWED');
    const all = await chain.rowsOf('auditLogs');
    expect(JSON.stringify(all)).not.toContain(pickupCode);
  });
});
