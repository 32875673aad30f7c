import { expect, test } from 'vitest';
import type { EventPayloads } from '#shared/model/events';
import type { OutboxDoc } from '#shared/model/docs';
import { aTemplate } from '../coupons/testing';
import { testWorld } from '../kit/testing';
import { tally } from './tally';

const paid = (
  orderId: string,
  storeId: string,
  spend: NonNullable<EventPayloads['order.paid']['spend']>,
): OutboxDoc => ({
  _id: `${orderId}:order.paid:0`,
  type: 'order.paid',
  aggregateId: orderId,
  payload: { orderId, storeId, day: '2026-11-22', payableFen: 5_000, spend },
  at: 0,
  status: 'new',
  tries: 0,
  nextTryAt: 0,
  lastError: '',
});
const rule = (ruleId: string, fen: number) => ({ ruleId, version: 1, couponId: null, fen });

test('orders, fen and shops of each rule; each event counts once, in whatever batches', async () => {
  const world = testWorld();
  world.db.put('couponTemplates', aTemplate('five'));
  const db = world.db.open({ trip() {}, left: () => 1e6, pause: async () => {}, random: () => 0 });
  const coupon = { ruleId: 'five', version: 1, couponId: 'c_1', fen: 500 };
  const events = [
    paid('o1', 's1', [rule('pr_a', 800), rule('level:silver', 90), coupon]),
    paid('o2', 's2', [rule('pr_a', 200), rule('pr_b', 70)]),
    paid('o3', 's1', []),
    {
      ...paid('c_2', 's1', []),
      _id: 'c_2:coupon.redeemed:0',
      type: 'coupon.redeemed',
      payload: { templateId: 'five', storeId: 's1', day: '2026-11-22', billFen: 900, saveFen: 400 },
    },
  ];
  const ctx = { db, now: 5 };
  expect((await tally(ctx, events.slice(0, 1))).size).toBe(0);
  expect((await tally(ctx, events)).size).toBe(0);
  expect((await tally(ctx, events)).size).toBe(0);
  expect(world.db.rows('promoDays')).toEqual([
    {
      _id: 'pr_a:2026-11-22',
      promotionId: 'pr_a',
      day: '2026-11-22',
      orders: 2,
      givenFen: 1_000,
      salesFen: 10_000,
      stores: { s1: { orders: 1, givenFen: 800 }, s2: { orders: 1, givenFen: 200 } },
    },
    expect.objectContaining({ _id: 'pr_b:2026-11-22', givenFen: 70 }),
  ]);
  expect(world.db.row('couponTemplates', 'five')).toMatchObject({ used: 2, usedFen: 900 });
});
