import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import { readyOrder } from '../orders/payment/testing';
import { main as appealAfterSale } from './appealAfterSale';
import { main as applyAfterSale } from './applyAfterSale';
import { main as decideAfterSale } from './decideAfterSale';
import { main as getAfterSale } from './getAfterSale';
import { main as listMyAfterSales } from './listMyAfterSales';
import { main as previewRefund } from './previewRefund';
import { caseWorld, type CaseWorld } from './testing';
import { main as withdrawAfterSale } from './withdrawAfterSale';

const sound = (world: CaseWorld) =>
  expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);

describe('applying', () => {
  test('the preview says to the fen what the refund then is', async () => {
    const world = caseWorld();
    const orderId = await world.sold();
    const lines = [{ lineId: 'l1', qty: 2 }];
    const seen = await world.ok(previewRefund, { orderId, reason: 'quality', lines }, world.buyer);
    expect(seen.lines).toMatchObject([{ lineId: 'l1', qty: 3, free: 3 }]);
    expect(seen.refund).toMatchObject({ refundFen: 2_400, providerFen: 2_400 });
    const caseId = await world.open(orderId, { lines, expectedFen: 2_400 });
    const decided = { ...world.ofShop(caseId), approve: true, text: '' };
    expect(await world.ok(decideAfterSale, decided, world.clerk)).toEqual({
      status: 'refunded',
      refundFen: 2_400,
    });
    expect(world.doc(orderId).refundedFen).toBe(2_400);
    expect(await world.see(caseId)).toMatchObject({ status: 'refunded', refund: 'pending' });
    sound(world);
  });

  test('a piece is in one open case: the rest may be asked for, no more', async () => {
    const world = caseWorld();
    const orderId = await world.sold();
    await world.open(orderId, { lines: [{ lineId: 'l1', qty: 2 }], expectedFen: 2_400 });
    const again = world.ask(orderId, { lines: [{ lineId: 'l1', qty: 2 }], expectedFen: 2_400 });
    expect(await world.call(applyAfterSale, again, world.buyer)).toMatchObject({
      code: 'NOT_FREE',
    });
    await world.open(orderId);
    const seen = await world.ok(previewRefund, { orderId }, world.buyer);
    expect(seen.lines[0]).toMatchObject({ free: 0 });
  });

  test('five at once for the last piece: one case', async () => {
    const world = caseWorld();
    const orderId = await world.sold('tea', 1);
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => world.call(applyAfterSale, world.ask(orderId), world.buyer)),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(world.db.rows('afterSales')).toHaveLength(1);
    expect(world.doc(orderId).afterSales).toHaveLength(1);
  });

  test('before the hand-over there is nothing to apply for, so no code is redeemed beside a case', async () => {
    const world = caseWorld();
    const orderId = await readyOrder(world);
    expect(await world.call(applyAfterSale, world.ask(orderId), world.buyer)).toMatchObject({
      code: 'NOT_OPEN',
    });
  });

  test('another member’s order and case are not there', async () => {
    const world = caseWorld();
    const orderId = await world.sold();
    const caseId = await world.open(orderId);
    const stranger = world.as.shopper('stranger');
    const asked = await world.call(applyAfterSale, world.ask(orderId), stranger);
    expect(asked).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.call(getAfterSale, { caseId }, stranger)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await world.ok(listMyAfterSales, {}, stranger)).toEqual({ items: [] });
  });

  test('too late, the wrong way and another amount are refused', async () => {
    const world = caseWorld();
    const orderId = await world.sold();
    const say = async (more: Parameters<CaseWorld['ask']>[1]) => {
      const reply = await world.call(applyAfterSale, world.ask(orderId, more), world.buyer);
      return reply.ok ? 'ok' : reply.code;
    };
    expect(await say({ reason: 'unwanted' })).toBe('WRONG_KIND');
    expect(await say({ expectedFen: 1 })).toBe('AMOUNT_CHANGED');
    world.clock.advance(8 * DAY_MS);
    expect(await say({ reason: 'unwanted', kind: 'return' })).toBe('TOO_LATE');
    expect(await say({})).toBe('ok');
    world.clock.advance(8 * DAY_MS);
    expect(await say({})).toBe('TOO_LATE');
  });
});

describe('the shopper afterwards', () => {
  test('withdraws, and the pieces may be applied for again', async () => {
    const world = caseWorld();
    const orderId = await world.sold('tea', 1);
    const caseId = await world.open(orderId);
    const back = { requestId: world.requestId(), caseId };
    expect(await world.ok(withdrawAfterSale, back, world.buyer)).toEqual({ status: 'withdrawn' });
    await world.open(orderId);
    const { items } = await world.ok(listMyAfterSales, { orderId }, world.buyer);
    expect(items.map(({ status }) => status).sort()).toEqual(['applied', 'withdrawn']);
    const late = { ...world.ofShop(caseId), approve: true, text: '' };
    expect(await world.call(decideAfterSale, late, world.clerk)).toMatchObject({
      code: 'WRONG_STATE',
    });
  });

  test('appeals a refusal once, within a week', async () => {
    const world = caseWorld();
    const orderId = await world.sold('tea', 1);
    const caseId = await world.open(orderId);
    const no = { ...world.ofShop(caseId), approve: false, text: '已经拆封' };
    await world.ok(decideAfterSale, no, world.service);
    expect(await world.see(caseId)).toMatchObject({ says: '已经拆封', canAppeal: true });
    const appeal = () => ({ requestId: world.requestId(), caseId, text: '没有拆封，有照片' });
    await world.ok(appealAfterSale, appeal(), world.buyer);
    expect(await world.see(caseId)).toMatchObject({ status: 'appealed', desk: 'hq', level: 1 });
    expect(await world.call(appealAfterSale, appeal(), world.buyer)).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect(world.doc(orderId).afterSales).toHaveLength(1);
  });

  test('appeals too late or for pieces of a newer case are refused', async () => {
    const world = caseWorld();
    const orderId = await world.sold('tea', 1);
    const caseId = await world.open(orderId);
    const no = { ...world.ofShop(caseId), approve: false, text: '已经拆封' };
    await world.ok(decideAfterSale, no, world.clerk);
    const appeal = () => ({ requestId: world.requestId(), caseId, text: '请再看看' });
    await world.open(orderId);
    expect(await world.call(appealAfterSale, appeal(), world.buyer)).toMatchObject({
      code: 'NOT_FREE',
    });
    world.clock.advance(8 * DAY_MS);
    expect(await world.call(appealAfterSale, appeal(), world.buyer)).toMatchObject({
      code: 'TOO_LATE',
    });
  });
});
