import { describe, expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { main as timeoutOrders } from '../orders/timeoutOrders';
import { STORE } from '../orders/testing';
import { main as cancelSale } from './cancelSale';
import { main as checkSale } from './checkSale';
import { main as countTill } from './countTill';
import { main as identifyAtTill } from './identifyAtTill';
import { main as quoteSale } from './quoteSale';
import { main as ringUp } from './ringUp';
import { PHONE, tillWorld, type TillWorld } from './testing';

const sound = (world: TillWorld, swept = false) =>
  expect(checkWorld(world.db, { pay: world.pay, swept })).toEqual([]);
const code = (last: number) => ({ by: 'wechat' as const, authCode: `13000000000000000${last}` });

describe('a stranger pays cash', () => {
  test('goods are gone, the drawer has the money, the board hears of it', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    const sold = await world.sell({ sessionId, tender: { by: 'cash', givenFen: 2_000 } });
    expect(sold).toMatchObject({ state: 'done', payableFen: 1_200, changeFen: 800, earned: 0 });
    expect(world.stock()).toMatchObject({ available: 9, reserved: 0, holds: [] });
    expect(world.doc(sold.orderId)).toMatchObject({
      status: 'completed',
      channel: 'pos',
      memberId: '',
      customer: '散客',
      pickupCode: null,
    });
    expect(world.drawer(sessionId)).toMatchObject({
      cashFen: 21_200,
      sales: { count: 1, cashFen: 1_200, wechatFen: 0, walletFen: 0 },
    });
    const told = world.db.rows('outbox').map(({ type }) => type);
    expect(told).toEqual(expect.arrayContaining(['order.paid', 'order.completed']));
    sound(world);
  });

  test('sent twice, also at once, it is one sale', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    const sale = world.sale({ sessionId });
    const both = await Promise.all([1, 2].map(() => world.call(ringUp, sale, world.cashier)));
    const again = await world.ok(ringUp, sale, world.cashier);
    const said = both.map((reply) => (reply.ok ? reply.data.orderId : reply.code));
    expect([again.orderId, 'BUSY', 'CONFLICT']).toEqual(expect.arrayContaining(said));
    expect(world.stock().available).toBe(9);
    expect(world.drawer(sessionId).cashFen).toBe(21_200);
    const other = { ...sale, lines: [{ skuId: 'tea', qty: 2 }], expectedPayableFen: 2_400 };
    expect(await world.call(ringUp, other, world.cashier)).toMatchObject({
      code: 'REQUEST_REUSED',
    });
    sound(world);
  });

  test('the last piece is sold once, at two tills at once', async () => {
    const world = tillWorld({ pieces: 1 });
    const [one, two] = [await world.open(), await world.open(world.manager, 2)];
    const both = await Promise.all([
      world.call(ringUp, world.sale({ sessionId: one }), world.cashier),
      world.call(ringUp, world.sale({ sessionId: two }), world.manager),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'OUT_OF_STOCK' });
    expect(world.stock()).toMatchObject({ available: 0, reserved: 0 });
    sound(world);
  });

  test('a count that comes between leaves neither sale nor claim behind', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    const count = { requestId: world.requestId(), storeId: STORE, sessionId, countedFen: 20_000 };
    const [sold] = await Promise.all([
      world.call(ringUp, world.sale({ sessionId }), world.cashier),
      world.call(countTill, count, world.cashier),
    ]);
    expect(world.stock().available + (sold.ok ? 1 : 0)).toBe(10);
    expect(['ok', 'TILL_CLOSED']).toContain(sold.ok ? 'ok' : sold.code);
    sound(world);
  });

  test('needs the own open drawer, enough money and the price that was told', async () => {
    const world = tillWorld();
    const theirs = await world.open(world.manager);
    const refused = async (more: Parameters<TillWorld['sale']>[0]) => {
      const reply = await world.call(ringUp, world.sale(more), world.cashier);
      return reply.ok ? 'ok' : reply.code;
    };
    expect(await refused({})).toBe('TILL_CLOSED');
    expect(await refused({ sessionId: theirs })).toBe('TILL_CLOSED');
    const sessionId = await world.open(world.cashier, 2);
    const tender = { by: 'cash' as const, givenFen: 1_199 };
    expect(await refused({ sessionId, tender })).toBe('TOO_LITTLE');
    expect(await refused({ sessionId, expectedPayableFen: 1_000 })).toBe('PRICE_CHANGED');
    expect(await refused({ sessionId, tender: { by: 'none' } })).toBe('MONEY_DUE');
    expect(await refused({ sessionId, useWallet: true })).toBe('CONSENT');
    expect(await refused({ sessionId, member: 'm_x.c.abc.forged' })).toBe('MEMBER_GONE');
    expect(world.stock().available).toBe(10);
    sound(world);
  });
});

describe('a member', () => {
  test('pays by wallet and the rest in cash, and earns points', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    const member = await world.member(700);
    const wish = { storeId: STORE, lines: [{ skuId: 'tea', qty: 1 }], member, useWallet: true };
    const { quote } = await world.ok(quoteSale, wish, world.cashier);
    expect(quote.tender).toMatchObject({ principalFen: 700, providerFen: 500 });
    const tender = { by: 'cash' as const, givenFen: 500 };
    const sold = await world.sell({ sessionId, member, useWallet: true, tender });
    expect(sold).toMatchObject({ state: 'done', changeFen: 0, earned: 12 });
    expect(world.db.row('assets', world.buyer.id)?.wallet.principalFen).toBe(0);
    expect(world.drawer(sessionId).sales).toMatchObject({ cashFen: 500, walletFen: 700 });
    sound(world);
  });

  test('whose money pays for all of it needs no drawer', async () => {
    const world = tillWorld();
    const member = await world.member(5_000);
    await world.sell({ member, useWallet: true, tender: { by: 'none' } });
    expect(world.db.row('assets', world.buyer.id)?.wallet.principalFen).toBe(3_800);
    sound(world);
  });

  test('known by phone only earns: nothing of theirs is shown or spent', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    await world.member(5_000);
    const asked = { storeId: STORE, phone: PHONE };
    const { token, own } = await world.ok(identifyAtTill, asked, world.cashier);
    expect(own).toBeNull();
    const spending = world.sale({ sessionId, member: token, useWallet: true });
    expect(await world.call(ringUp, spending, world.cashier)).toMatchObject({ code: 'CONSENT' });
    const sold = await world.sell({ sessionId, member: token });
    expect(sold.earned).toBe(12);
    const nobody = { storeId: STORE, phone: '19900000999' };
    expect(await world.call(identifyAtTill, nobody, world.cashier)).toMatchObject({
      code: 'NO_MEMBER',
    });
    sound(world);
  });

  test('is known for a quarter of an hour, at this shop only', async () => {
    const world = tillWorld();
    const member = await world.member(5_000);
    const wish = { storeId: STORE, lines: [{ skuId: 'tea', qty: 1 }], member };
    expect(await world.call(quoteSale, { ...wish, storeId: 's2' }, world.other)).toMatchObject({
      code: 'MEMBER_GONE',
    });
    world.clock.advance(15 * 60_000);
    expect(await world.call(quoteSale, wish, world.cashier)).toMatchObject({
      code: 'MEMBER_GONE',
    });
  });
});

describe('the code on the phone', () => {
  test('takes the money at once', async () => {
    const world = tillWorld();
    const sold = await world.sell({ tender: code(1) });
    expect(sold.state).toBe('done');
    expect(world.stock()).toMatchObject({ available: 9, reserved: 0 });
    sound(world);
  });

  test('a lost answer is asked for: the money was taken once, the goods are sold once', async () => {
    const world = tillWorld();
    const sale = world.sale({ tender: code(7) });
    expect(await world.ok(ringUp, sale, world.cashier)).toMatchObject({ state: 'done' });
    expect(await world.ok(ringUp, sale, world.cashier)).toMatchObject({ state: 'done' });
    expect(world.pay.payments.size).toBe(1);
    sound(world);
  });

  test('the shopper types the password: the sale waits, is asked for and done', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    const { orderId, state } = await world.sell({ sessionId, tender: code(9) });
    expect(state).toBe('userPaying');
    expect(world.stock()).toMatchObject({ available: 9, reserved: 1 });
    const ask = { storeId: STORE, orderId };
    expect(await world.ok(checkSale, ask, world.cashier)).toMatchObject({ state: 'userPaying' });
    const [outTradeNo = ''] = [...world.pay.payments.keys()];
    world.pay.settle(outTradeNo);
    expect(await world.ok(checkSale, ask, world.cashier)).toMatchObject({ state: 'done' });
    expect(world.drawer(sessionId).sales).toMatchObject({ count: 1, wechatFen: 1_200 });
    sound(world);
  });

  test('too little money: broken off, everything is free again', async () => {
    const world = tillWorld();
    const member = await world.member(500);
    const sale = world.sale({ member, useWallet: true, tender: code(8) });
    expect(await world.call(ringUp, sale, world.cashier)).toMatchObject({ code: 'PAY_FAILED' });
    expect(world.stock()).toMatchObject({ available: 10, reserved: 0 });
    expect(world.db.row('assets', world.buyer.id)?.wallet.principalFen).toBe(500);
    expect(await world.call(ringUp, sale, world.cashier)).toMatchObject({ code: 'NOT_PAID' });
    sound(world);
  });

  test('the cashier breaks off: reversed, and what was paid in that second stays sold', async () => {
    const world = tillWorld();
    const first = await world.sell({ tender: code(9) });
    const cancel = (orderId: string) => ({
      requestId: world.requestId(),
      storeId: STORE,
      orderId,
    });
    expect(await world.ok(cancelSale, cancel(first.orderId), world.cashier)).toMatchObject({
      state: 'cancelled',
    });
    expect(world.stock().available).toBe(10);
    const done = await world.sell({ tender: code(2) });
    expect(await world.ok(cancelSale, cancel(done.orderId), world.cashier)).toMatchObject({
      state: 'done',
    });
    sound(world);
  });

  test('a sale nobody came back to ends by itself', async () => {
    const world = tillWorld();
    await world.sell({ tender: code(9) });
    world.clock.advance(10 * 60_000);
    await world.ok(timeoutOrders, {}, world.as.timer());
    expect(world.stock()).toMatchObject({ available: 10, reserved: 0 });
    sound(world, true);
  });

  test('the company is away: the outcome is unknown and nothing is taken twice', async () => {
    const world = tillWorld();
    const sale = world.sale({ tender: code(3) });
    world.pay.failNext(2);
    expect(await world.call(ringUp, sale, world.cashier)).toMatchObject({ code: 'PAY_UNCLEAR' });
    expect(await world.ok(ringUp, sale, world.cashier)).toMatchObject({ state: 'done' });
    expect(world.pay.payments.size).toBe(1);
    sound(world);
  });
});
