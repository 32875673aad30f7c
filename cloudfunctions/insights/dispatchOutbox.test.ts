import { expect, test } from 'vitest';
import { faultSweep } from '../../tests/faultSweep';
import { checkWorld } from '../../tests/invariants';
import { main as cancelOrder } from '../orders/cancelOrder';
import { MAX_TRIES } from './dispatch';
import { kick } from './kick';
import { main as dispatchMain } from './dispatchOutbox';
import { boardWorld } from './testing';
import { serve } from '../kit/serve';
import { dispatchOutbox } from '#shared/contracts/insights';

const book = (w: ReturnType<typeof boardWorld>) => w.db.row('salesDays', 's1:2026-11-22');
const due = (w: ReturnType<typeof boardWorld>) =>
  w.db.rows('outbox').filter((e) => e.status !== 'done');

test('a paid order is on the books once, by day, hour and product', async () => {
  const w = boardWorld();
  await w.buy(2);
  await w.buy(3);
  expect(await w.run()).toMatchObject({ failed: 0, more: false });
  expect(book(w)).toMatchObject({
    salesFen: 6000,
    orders: 2,
    pieces: 5,
    costFen: 3000,
    refundFen: 0,
    hours: { h10: 6000 },
    skus: { tea: { n: 5, fen: 6000 } },
  });
  expect(due(w)).toEqual([]);
  expect(await w.run()).toEqual({ handled: 0, failed: 0, more: false });
  expect(book(w)).toMatchObject({ salesFen: 6000, orders: 2 });
});

test('a cancelled order goes back to the shopper and is booked as refund of that day', async () => {
  const w = boardWorld();
  const orderId = await w.buy(2);
  await w.run();
  await w.ok(cancelOrder, { requestId: w.requestId(), orderId }, w.buyer);
  await w.run();
  await w.run();
  expect(book(w)).toMatchObject({ salesFen: 0, refundFen: 2400, orders: 1 });
  expect([...w.pay.refunds.values()]).toMatchObject([{ amountFen: 2400, status: 'done' }]);
  expect(checkWorld(w.db, { pay: w.pay })).toEqual([]);
  expect(due(w)).toEqual([]);
});

test('with the payment company away the refund waits and is never given up; sales are booked meanwhile', async () => {
  const w = boardWorld();
  const orderId = await w.buy(2);
  await w.ok(cancelOrder, { requestId: w.requestId(), orderId }, w.buyer);
  w.pay.failNext(1_000);
  for (let i = 0; i < MAX_TRIES + 4; i += 1) {
    await w.run();
    w.clock.advance(7 * 3_600_000);
  }
  expect(book(w)).toMatchObject({ salesFen: 0, refundFen: 2400 });
  expect(due(w)).toMatchObject([{ type: 'refund.requested', status: 'new' }]);
  w.pay.failNext(0);
  await w.run();
  await w.run();
  expect(due(w)).toEqual([]);
  expect(checkWorld(w.db, { pay: w.pay })).toEqual([]);
});

test('a poisoned event backs off, ends as a dead letter, and holds nobody up', async () => {
  const w = boardWorld();
  const at = w.clock.now;
  w.db.put('outbox', {
    _id: 'bad:order.ready:0',
    type: 'order.ready',
    aggregateId: 'bad',
    payload: {},
    at,
    status: 'new',
    tries: 0,
    nextTryAt: at,
    lastError: '',
  });
  await w.buy(1);
  expect(await w.run()).toMatchObject({ failed: 1 });
  expect(book(w)).toMatchObject({ salesFen: 1200 });
  // Not before its pause is over.
  expect(await w.run()).toMatchObject({ handled: 0, failed: 0 });
  for (let i = 1; i < MAX_TRIES; i += 1) {
    w.clock.advance(3_600_001);
    expect(await w.run()).toMatchObject({ failed: 1 });
  }
  expect(w.db.row('outbox', 'bad:order.ready:0')).toMatchObject({
    status: 'dead',
    tries: MAX_TRIES,
  });
  w.clock.advance(3_600_001);
  expect(await w.run()).toMatchObject({ failed: 0 });
});

test('overlapping timers book each order once', async () => {
  const w = boardWorld();
  for (let i = 0; i < 5; i += 1) await w.buy(1);
  await Promise.all([w.run(), w.run(), w.run()]);
  // Whatever lost the race is taken up again.
  w.clock.advance(3_600_001);
  await w.run();
  expect(book(w)).toMatchObject({ salesFen: 6000, orders: 5, pieces: 5 });
  expect(due(w)).toEqual([]);
});

test('the shop hears of a new order, the shopper that it is ready; each once', async () => {
  const w = boardWorld();
  const clerkMember = `m_${w.seal.index('openid', 'o_clerk')}`;
  w.as.staff({ roles: ['picker'], storeId: 's1', staffId: 'st_ann', openid: 'o_clerk' });
  w.as.staff({ roles: ['picker'], storeId: 's2', staffId: 'st_bob', openid: 'o_other' });
  const place = { collection: 'members', id: clerkMember, field: 'openid' } as const;
  const nobody = { nickname: '', createdAt: 0, lastStoreId: null };
  w.db.put('members', { _id: clerkMember, openid: w.seal.seal(place, 'o_clerk'), ...nobody });
  const orderId = await w.buy(2);
  await Promise.all([w.run(), w.run()]);
  expect(w.sent).toMatchObject([
    { openid: 'o_clerk', template: 'newOrder', data: { thing2: '到店自提', amount3: '¥24' } },
  ]);
  w.db.put('outbox', {
    _id: `${orderId}:order.ready:0`,
    type: 'order.ready',
    aggregateId: orderId,
    payload: {
      orderId,
      orderNo: 'N1',
      storeId: 's1',
      memberId: w.buyer.id,
      mode: 'pickup',
      at: w.clock.now,
      missingPieces: 1,
      refundFen: 1200,
    },
    at: w.clock.now,
    status: 'new',
    tries: 0,
    nextTryAt: w.clock.now,
    lastError: '',
  });
  await w.run();
  expect(w.sent.slice(1)).toMatchObject([
    { openid: 'buyer', template: 'orderReady', data: { thing3: '缺 1 件，已退 ¥12' } },
  ]);
});

test('cut anywhere, the next run completes the books and the refund', async () => {
  const made = boardWorld();
  const first = await made.buy(2);
  await made.buy(1);
  await made.ok(cancelOrder, { requestId: made.requestId(), orderId: first }, made.buyer);
  const docs = ['orders', 'payments', 'refunds', 'outbox', 'stock', 'stockMoves'] as const;
  const make = () => {
    const w = boardWorld();
    for (const name of docs) w.db.put(name, ...made.db.rows(name));
    for (const [key, value] of made.pay.payments) w.pay.payments.set(key, value);
    return w;
  };
  const act = (w: ReturnType<typeof make>) => w.call(dispatchMain, {}, w.as.timer());
  const struck = await faultSweep(make, act, async (w) => {
    for (let i = 0; i < 4; i += 1) {
      w.clock.advance(3_600_001);
      await w.run();
    }
    expect(book(w)).toMatchObject({ salesFen: 1200, orders: 2, pieces: 3, refundFen: 2400 });
    expect(due(w)).toEqual([]);
    expect(checkWorld(w.db, { pay: w.pay })).toEqual([]);
  });
  expect(struck).toBeGreaterThan(60);
});

test('a kick after a commit brings the board up to date and leaves refunds to the timer', async () => {
  const w = boardWorld();
  const orderId = await w.buy(2);
  await w.ok(cancelOrder, { requestId: w.requestId(), orderId }, w.buyer);
  const kicked = serve(dispatchOutbox, async (_input, ctx) => {
    await kick(ctx);
    return { handled: 0, failed: 0, more: false };
  });
  await w.ok(kicked, {}, w.as.timer());
  expect(book(w)).toMatchObject({ orders: 1 });
  expect(due(w)).toMatchObject([{ type: 'refund.requested', tries: 0 }]);
});
