import { describe, expect, test } from 'vitest';
import type { Collection, Docs } from '#shared/model/docs';
import { checkWorld } from '../../tests/invariants';
import { aTemplate, giveCoupon } from '../coupons/testing';
import { main as cancelOrder } from './cancelOrder';
import { paidOrder } from './payment/testing';
import { STORE, shopWorld, type ShopWorld } from './testing';

/** A paid order with a coupon, a cancelled one on its way to be refunded, an unpaid one. */
async function soundWorld(): Promise<ShopWorld> {
  const world = shopWorld();
  const five = aTemplate('five');
  const first = giveCoupon(world, world.buyer.id, five);
  await paidOrder(world, { couponId: first, expectedPayableFen: 700 });
  const orderId = await paidOrder(world);
  await world.ok(cancelOrder, { requestId: world.requestId(), orderId }, world.buyer);
  const second = giveCoupon(world, world.buyer.id, five);
  await world.place({ couponId: second, expectedPayableFen: 700 });
  return world;
}

/** Changes the first matching document behind everybody's back. */
function plant<C extends Collection>(
  world: ShopWorld,
  collection: C,
  change: (doc: Docs[C]) => Docs[C],
  which: (doc: Docs[C]) => boolean = () => true,
): void {
  const doc = world.db.rows(collection).find(which);
  if (!doc) throw new Error(`nothing to change in ${collection}`);
  world.db.put(collection, change(doc));
}

const plants: [string, string, (world: ShopWorld) => void][] = [
  ['S1', 'stock below zero', (w) => plant(w, 'stock', (s) => ({ ...s, available: -1 }))],
  [
    'S2',
    'a piece reserved for nobody',
    (w) => plant(w, 'stock', (s) => ({ ...s, reserved: s.reserved + 1 })),
  ],
  [
    'S3',
    'a piece from nowhere',
    (w) => plant(w, 'stock', (s) => ({ ...s, available: s.available + 1 })),
  ],
  [
    'C1',
    'a used coupon free again',
    (w) =>
      plant(
        w,
        'coupons',
        (c) => ({ ...c, status: 'unused' }),
        (c) => c.status === 'used',
      ),
  ],
  [
    'C1',
    'a lock on an order that is paid',
    (w) =>
      plant(
        w,
        'orders',
        (o) => ({ ...o, status: 'paid' }),
        (o) => o.status === 'pendingPay',
      ),
  ],
  ['C2', 'a coupon too many', (w) => plant(w, 'couponTemplates', (t) => ({ ...t, issued: 1 }))],
  [
    'O1',
    'a line that does not add up',
    (w) => plant(w, 'orders', (o) => ({ ...o, totals: { ...o.totals, payableFen: 1 } })),
  ],
  [
    'O1',
    'a step nobody declared',
    (w) =>
      plant(
        w,
        'orders',
        (o) => ({
          ...o,
          status: 'completed',
          steps: [...o.steps, { at: 0, status: 'completed', text: '', by: '' }],
        }),
        (o) => o.status === 'paid',
      ),
  ],
  [
    'M1',
    'captured, not booked to the order',
    (w) =>
      plant(
        w,
        'orders',
        (o) => ({ ...o, paidAt: null }),
        (o) => o.status === 'paid',
      ),
  ],
  [
    'M2',
    'more back than was paid',
    (w) => plant(w, 'refunds', (r) => ({ ...r, amountFen: r.amountFen + 1 })),
  ],
  [
    'M3',
    'money the company has and we do not know of',
    (w) => plant(w, 'payments', (p) => ({ ...p, status: 'created' })),
  ],
  [
    'E1',
    'a sale nobody was told of',
    (w) =>
      plant(
        w,
        'orders',
        (o) => ({ ...o, paidAt: 5 }),
        (o) => o.status === 'pendingPay',
      ),
  ],
];

describe('checkWorld', () => {
  test('finds nothing in a sound world', async () => {
    const world = await soundWorld();
    expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);
  });

  test.each(plants)('%s sees %s', async (id, _name, spoil) => {
    const world = await soundWorld();
    spoil(world);
    const broken = checkWorld(world.db, { swept: true, pay: world.pay });
    expect(broken.map((line) => line.slice(0, 2))).toContain(id);
  });

  test('D2 sees a hold left behind, once the sweep should have been', async () => {
    const world = await soundWorld();
    const hold = { id: 'h_x', orderId: 'o_x', qty: 1, special: 0, at: 0 };
    const stock = world.db.row('stock', `${STORE}:tea`);
    if (stock) world.db.put('stock', { ...stock, available: stock.available - 1, holds: [hold] });
    expect(checkWorld(world.db)).toEqual([]);
    expect(checkWorld(world.db, { swept: true })).toHaveLength(1);
  });
});
