import { describe, expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { main as dispatchOutbox } from '../insights/dispatchOutbox';
import { STORE } from '../orders/testing';
import { main as findSale } from './findSale';
import { main as countTill } from './countTill';
import { main as getTill } from './getTill';
import { main as getTillSession } from './getTillSession';
import { main as payOutRefund } from './payOutRefund';
import { main as previewReturn } from './previewReturn';
import { main as returnAtTill } from './returnAtTill';
import { tillWorld, type TillWorld } from './testing';

const sound = (world: TillWorld) => expect(checkWorld(world.db, { pay: world.pay })).toEqual([]);
const three = { lines: [{ skuId: 'tea', qty: 3 }], expectedPayableFen: 3_600 };
const back = (world: TillWorld, orderId: string, sessionId: string | null, qty = 1) => ({
  requestId: world.requestId(),
  storeId: STORE,
  orderId,
  sessionId,
  reason: 'quality' as const,
  lines: [{ lineId: 'l1', qty, sellable: qty }],
  expectedFen: 1_200 * qty,
});

describe('goods come back over the counter', () => {
  test('one piece of a cash sale: cash leaves the drawer, the piece is for sale again', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    const tender = { by: 'cash' as const, givenFen: 3_600 };
    const { orderId, orderNo } = await world.sell({ ...three, sessionId, tender });
    const found = await world.ok(findSale, { storeId: STORE, no: orderNo }, world.cashier);
    expect(found).toMatchObject({ orderId, by: 'cash', lines: [{ qty: 3, free: 3 }] });
    const lines = [{ lineId: 'l1', qty: 1 }];
    const asked = { storeId: STORE, orderId, lines, reason: 'quality' as const };
    const shown = await world.ok(previewReturn, asked, world.cashier);
    expect(shown).toMatchObject({ refundFen: 1_200, cashFen: 1_200, wechatFen: 0 });

    const request = back(world, orderId, sessionId);
    const done = await world.ok(returnAtTill, request, world.cashier);
    expect(done).toMatchObject({ refundFen: 1_200, cashFen: 1_200, restocked: 1 });
    expect(await world.ok(returnAtTill, request, world.cashier)).toEqual(done);
    expect(world.drawer(sessionId).cashFen).toBe(22_400);
    expect(world.stock().available).toBe(8);
    const [refund] = world.db.rows('refunds');
    expect(refund).toMatchObject({ cash: true, status: 'done', amountFen: 1_200 });
    const after = await world.ok(findSale, { storeId: STORE, no: orderNo }, world.cashier);
    expect(after).toMatchObject({ refundedFen: 1_200, lines: [{ free: 2 }] });
    await world.ok(dispatchOutbox, {}, world.as.timer());
    const count = { requestId: world.requestId(), storeId: STORE, sessionId, countedFen: 22_400 };
    await world.ok(countTill, count, world.cashier);
    const sheet = await world.ok(getTillSession, { storeId: STORE, sessionId }, world.cashier);
    expect(sheet.moves.map(({ fen }) => fen).toSorted((a, b) => a - b)).toEqual([
      -1_200, 3_600, 20_000,
    ]);
    sound(world);
  });

  test('all of it by two clerks at once goes back once', async () => {
    const world = tillWorld();
    const [one, two] = [await world.open(), await world.open(world.manager, 2)];
    const tender = { by: 'cash' as const, givenFen: 3_600 };
    const { orderId } = await world.sell({ ...three, sessionId: one, tender });
    const both = await Promise.all([
      world.call(returnAtTill, back(world, orderId, one, 3), world.cashier),
      world.call(returnAtTill, back(world, orderId, two, 3), world.manager),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(world.doc(orderId).refundedFen).toBe(3_600);
    sound(world);
  });

  test('a member gets wallet and points back where they came from', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    const member = await world.member(600);
    const tender = { by: 'cash' as const, givenFen: 600 };
    const { orderId } = await world.sell({ sessionId, member, useWallet: true, tender });
    const done = await world.ok(returnAtTill, back(world, orderId, sessionId), world.cashier);
    expect(done).toMatchObject({ refundFen: 1_200, cashFen: 600 });
    expect(world.db.row('assets', world.buyer.id)).toMatchObject({
      wallet: { principalFen: 600 },
      points: { pending: 0 },
      growth: 0,
    });
    expect(world.drawer(sessionId).cashFen).toBe(20_000);
    sound(world);
  });

  test('what was paid by code goes back by the company, without a drawer', async () => {
    const world = tillWorld();
    const tender = { by: 'wechat' as const, authCode: '130000000000000001' };
    const { orderId } = await world.sell({ tender });
    const done = await world.ok(returnAtTill, back(world, orderId, null), world.cashier);
    expect(done.cashFen).toBe(0);
    await world.ok(dispatchOutbox, {}, world.as.timer());
    expect([...world.pay.refunds.values()]).toMatchObject([{ amountFen: 1_200, status: 'done' }]);
    sound(world);
  });

  test('refused: no drawer, an empty one, another sum, too late, over the limit, not here', async () => {
    const world = tillWorld({ pieces: 100 });
    const sessionId = await world.open(world.cashier, 1, 0);
    const tender = { by: 'cash' as const, givenFen: 3_600 };
    const { orderId, orderNo } = await world.sell({ ...three, sessionId, tender });
    const refused = async (more: object, who = world.cashier) => {
      const reply = await world.call(
        returnAtTill,
        { ...back(world, orderId, sessionId), ...more },
        who,
      );
      return reply.ok ? 'ok' : reply.code;
    };
    expect(await refused({ sessionId: null })).toBe('TILL_CLOSED');
    const empty = await world.open(world.manager, 2, 0);
    expect(await refused({ sessionId: empty }, world.manager)).toBe('NOT_ENOUGH');
    expect(await refused({ expectedFen: 1 })).toBe('AMOUNT_CHANGED');
    expect(await refused({ lines: [{ lineId: 'l1', qty: 1, sellable: 2 }] })).toBe('COUNT_WRONG');
    expect(await refused({ storeId: 's2' }, world.other)).toBe('NOT_FOUND');
    const away = { storeId: 's2', no: orderNo };
    expect(await world.call(findSale, away, world.other)).toMatchObject({ code: 'NO_SALE' });
    const many = { lines: [{ skuId: 'tea', qty: 20 }], expectedPayableFen: 24_000 };
    const big = await world.sell({
      ...many,
      sessionId,
      tender: { by: 'cash', givenFen: 24_000 },
    });
    expect(await refused({ ...back(world, big.orderId, sessionId, 20) })).toBe('OVER_LIMIT');
    world.clock.advance(16 * 86_400_000);
    expect(await refused({})).toBe('TOO_LATE');
    sound(world);
  });

  test('cash that after-sales promised waits at the till and is paid out once', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    const { orderId } = await world.sell({ sessionId });
    // Decided elsewhere: the refund waits for somebody to hand over the money.
    const { main: applyAfterSale } = await import('../aftersales/applyAfterSale');
    const { main: decideAfterSale } = await import('../aftersales/decideAfterSale');
    const order = world.doc(orderId);
    world.db.put('orders', { ...order, memberId: world.buyer.id });
    const taken = world.db.row('orderAssets', orderId);
    if (taken) world.db.put('orderAssets', { ...taken, memberId: world.buyer.id });
    const { caseId } = await world.ok(
      applyAfterSale,
      {
        requestId: world.requestId(),
        orderId,
        kind: 'refundOnly',
        reason: 'quality',
        lines: [{ lineId: 'l1', qty: 1 }],
        expectedFen: 1_200,
        note: '',
      },
      world.buyer,
    );
    const yes = { requestId: world.requestId(), storeId: STORE, caseId, approve: true, text: '' };
    await world.ok(decideAfterSale, yes, world.manager);
    const { payOuts } = await world.ok(getTill, { storeId: STORE }, world.cashier);
    expect(payOuts).toMatchObject([{ amountFen: 1_200 }]);
    const refundId = payOuts[0]?.refundId ?? '';
    const pay = () => ({ requestId: world.requestId(), storeId: STORE, sessionId, refundId });
    await world.ok(payOutRefund, pay(), world.cashier);
    expect(await world.call(payOutRefund, pay(), world.cashier)).toMatchObject({
      code: 'PAID_OUT',
    });
    expect(world.drawer(sessionId).cashFen).toBe(20_000);
    sound(world);
  });
});
