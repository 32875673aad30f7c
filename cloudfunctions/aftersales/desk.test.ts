import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time';
import { DEFAULT_POLICY } from '#shared/domain/aftersales/policy';
import { checkWorld } from '../../tests/invariants';
import { STORE } from '../orders/testing';
import { main as applyAfterSale } from './applyAfterSale';
import { main as decideAfterSale } from './decideAfterSale';
import { main as decideAfterSaleHq } from './decideAfterSaleHq';
import { main as escalateSla } from './escalateSla';
import { main as getAfterSalesPolicy } from './getAfterSalesPolicy';
import { main as getStoreAfterSale } from './getStoreAfterSale';
import { main as listAfterSalesHq } from './listAfterSalesHq';
import { main as listStoreAfterSales } from './listStoreAfterSales';
import { main as receiveReturn } from './receiveReturn';
import { main as saveAfterSalesPolicy } from './saveAfterSalesPolicy';
import { caseWorld, type CaseWorld } from './testing';

const sound = (world: CaseWorld) =>
  expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);
const yes = (world: CaseWorld, caseId: string) => ({
  ...world.ofShop(caseId),
  approve: true,
  text: '',
});
const hqYes = (world: CaseWorld, caseId: string) => ({
  requestId: world.requestId(),
  caseId,
  approve: true,
  text: '',
});

describe('limits', () => {
  test('service approves up to ¥200, the manager above', async () => {
    const world = caseWorld();
    const orderId = await world.sold('set', 2);
    const caseId = await world.open(orderId, { expectedFen: 60_000 });
    expect(await world.call(decideAfterSale, yes(world, caseId), world.service)).toMatchObject({
      code: 'OVER_LIMIT',
    });
    const seen = { storeId: STORE, caseId };
    expect(await world.ok(getStoreAfterSale, seen, world.service)).toMatchObject({
      mayApprove: false,
      mayReject: true,
    });
    await world.ok(decideAfterSale, yes(world, caseId), world.clerk);
    expect(world.doc(orderId).refundedFen).toBe(60_000);
    sound(world);
  });

  test('above ¥1000 two people of HQ approve, the same one twice does not count', async () => {
    const world = caseWorld();
    const orderId = await world.sold('set', 2);
    const lines = [{ lineId: 'l1', qty: 2 }];
    const caseId = await world.open(orderId, { lines, expectedFen: 120_000 });
    expect(await world.call(decideAfterSale, yes(world, caseId), world.clerk)).toMatchObject({
      code: 'OVER_LIMIT',
    });
    const mine = await world.ok(listAfterSalesHq, { view: 'mine' }, world.hq);
    expect(mine.items.map((item) => item.caseId)).toEqual([caseId]);
    expect(await world.ok(decideAfterSaleHq, hqYes(world, caseId), world.hq)).toMatchObject({
      status: 'confirming',
    });
    expect(await world.call(decideAfterSaleHq, hqYes(world, caseId), world.hq)).toMatchObject({
      code: 'SAME_PERSON',
    });
    expect(world.doc(orderId).refundedFen).toBe(0);
    await world.ok(decideAfterSaleHq, hqYes(world, caseId), world.hq2);
    expect(world.doc(orderId).refundedFen).toBe(120_000);
    sound(world);
  });

  test('a refusal needs its reason; two answers at once: one counts', async () => {
    const world = caseWorld();
    const caseId = await world.open(await world.sold());
    const no = { ...world.ofShop(caseId), approve: false, text: '' };
    expect(await world.call(decideAfterSale, no, world.clerk)).toMatchObject({
      code: 'REASON_MISSING',
    });
    const replies = await Promise.all([
      world.call(decideAfterSale, yes(world, caseId), world.clerk),
      world.call(
        decideAfterSale,
        { ...no, text: '不符合', requestId: world.requestId() },
        world.service,
      ),
    ]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    sound(world);
  });

  test('another shop’s case is not there', async () => {
    const world = caseWorld();
    const caseId = await world.open(await world.sold());
    const far = world.as.staff({ roles: ['storeManager'], storeId: 's2' });
    const theirs = { ...yes(world, caseId), storeId: 's2' };
    expect(await world.call(decideAfterSale, theirs, far)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await world.call(getStoreAfterSale, { storeId: 's2', caseId }, far)).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('goods come back', () => {
  const returning = async (world: CaseWorld) => {
    const orderId = await world.sold();
    const caseId = await world.open(orderId, {
      kind: 'return',
      reason: 'unwanted',
      lines: [{ lineId: 'l1', qty: 3 }],
      expectedFen: 3_600,
    });
    await world.ok(decideAfterSale, yes(world, caseId), world.service);
    expect(world.doc(orderId).refundedFen).toBe(0);
    return { orderId, caseId };
  };

  test('in another shop: sellable pieces on its shelf, refused ones stay the shopper’s', async () => {
    const world = caseWorld();
    const { orderId, caseId } = await returning(world);
    const { no } = await world.see(caseId);
    const found = await world.ok(getStoreAfterSale, { storeId: 's2', no }, world.other);
    expect(found).toMatchObject({ mayReceive: true, mayApprove: false });
    const lines = [{ lineId: 'l1', sellable: 1, damaged: 1, refused: 1 }];
    const back = { ...world.ofShop(caseId, 's2'), lines, text: '一件已使用' };
    const done = await world.ok(receiveReturn, back, world.other);
    expect(done).toEqual({ status: 'refunded', refundFen: 2_400, restocked: 1, handed: 0 });
    expect(world.db.row('stock', 's2:tea')).toMatchObject({ available: 1 });
    expect(world.stock().available).toBe(47);
    expect(world.doc(orderId)).toMatchObject({ refundedFen: 2_400, afterSales: [] });
    // The piece handed back may be applied for again, the others not.
    const again = await world.ok(listStoreAfterSales, { storeId: STORE, tab: 'done' }, world.clerk);
    expect(again.items).toHaveLength(1);
    await world.open(orderId, { expectedFen: 1_200 });
    sound(world);
  });

  test('twice received is received once; wrong numbers and silent refusals are not taken', async () => {
    const world = caseWorld();
    const { caseId } = await returning(world);
    const say = async (sellable: number, refused: number, text = '') => {
      const lines = [{ lineId: 'l1', sellable, damaged: 0, refused }];
      const input = { ...world.ofShop(caseId), lines, text };
      const reply = await world.call(receiveReturn, input, world.clerk);
      return reply.ok ? reply.data.status : reply.code;
    };
    expect(await say(2, 0)).toBe('COUNT_WRONG');
    expect(await say(2, 1)).toBe('REASON_MISSING');
    expect(await say(0, 3, '不是本店商品')).toBe('returnRefused');
    expect(await say(3, 0)).toBe('WRONG_STATE');
    sound(world);
  });
});

describe('the clock', () => {
  test('what the shop leaves becomes HQ’s, what HQ leaves is marked late', async () => {
    const world = caseWorld();
    const caseId = await world.open(await world.sold());
    const tick = () => world.ok(escalateSla, {}, world.as.timer());
    world.clock.advance(239 * MINUTE_MS);
    expect(await tick()).toMatchObject({ toHq: 0 });
    world.clock.advance(2 * MINUTE_MS);
    expect(await tick()).toMatchObject({ toHq: 1, late: 0 });
    expect(await tick()).toMatchObject({ toHq: 0 });
    expect(await world.see(caseId)).toMatchObject({ level: 1, late: true });
    world.clock.advance(13 * HOUR_MS);
    expect(await tick()).toMatchObject({ toHq: 0, late: 1 });
    const late = await world.ok(listAfterSalesHq, { view: 'late', storeId: STORE }, world.hq);
    expect(late.total).toBe(1);
    const { status } = await world.ok(decideAfterSaleHq, hqYes(world, caseId), world.hq);
    expect(status).toBe('refunded');
  });
});

describe('the policy', () => {
  const save = (world: CaseWorld, more: object, version = 1) =>
    world.call(
      saveAfterSalesPolicy,
      { policy: { ...DEFAULT_POLICY, categories: [], ...more, auto: auto(more) }, version },
      world.hq,
    );
  const auto = (more: { auto?: object }) => ({
    ...DEFAULT_POLICY.auto,
    reasons: [...DEFAULT_POLICY.auto.reasons],
    ...more.auto,
  });

  test('orders keep the version they were placed under', async () => {
    const world = caseWorld();
    const orderId = await world.sold();
    expect(world.doc(orderId).policyVersion).toBe(1);
    expect(await save(world, { faultDays: 1 })).toMatchObject({ data: { version: 2 } });
    expect(await save(world, { faultDays: 2 })).toMatchObject({ code: 'STALE' });
    expect(await save(world, { serviceFen: 200_000 }, 2)).toMatchObject({ code: 'BAD_POLICY' });
    world.cold();
    world.clock.advance(2 * DAY_MS);
    await world.open(orderId);
    const later = await world.sold();
    expect(world.doc(later).policyVersion).toBe(2);
    world.clock.advance(DAY_MS);
    const late = await world.call(applyAfterSale, world.ask(later), world.buyer);
    expect(late).toMatchObject({ code: 'TOO_LATE' });
    expect(await world.ok(getAfterSalesPolicy, {}, world.hq)).toMatchObject({
      version: 2,
      policy: { faultDays: 1 },
    });
  });

  test('small faults are refunded at once when HQ says so, with every condition told', async () => {
    const world = caseWorld();
    await save(world, { auto: { on: true, maxRecent: 1 } });
    world.cold();
    const orderId = await world.sold();
    const first = await world.open(orderId);
    const seen = await world.see(first);
    expect(seen).toMatchObject({ status: 'refunded', refundFen: 1_200 });
    expect(seen.steps[0]?.text).toContain('30 天内已申请 0 次');
    await world.open(orderId);
    const third = await world.open(orderId);
    expect(await world.see(third)).toMatchObject({ status: 'applied' });
    expect(world.doc(orderId).refundedFen).toBe(2_400);
    sound(world);
  });
});
