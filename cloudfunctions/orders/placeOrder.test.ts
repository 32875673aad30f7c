import { describe, expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { main as placeOrder } from './placeOrder';
import { TEA_FEN, shopWorld } from './testing';

describe('a shopper places an order', () => {
  test('pieces are reserved, the price is kept, nothing is paid yet', async () => {
    const world = shopWorld();
    const placed = await world.place({
      lines: [{ skuId: 'tea', qty: 3 }],
      expectedPayableFen: 3 * TEA_FEN,
    });
    expect(placed).toMatchObject({ status: 'pendingPay', payableFen: 3 * TEA_FEN });
    expect(world.stock()).toMatchObject({ available: 7, reserved: 3, holds: [] });
    expect(world.doc(placed.orderId).lines[0]?.unitsFen).toEqual([TEA_FEN, TEA_FEN, TEA_FEN]);
    expect(checkWorld(world.db, { swept: true })).toEqual([]);
  });

  test('a SKU named twice is one demand', async () => {
    const world = shopWorld({ pieces: 3 });
    const lines = [
      { skuId: 'tea', qty: 2 },
      { skuId: 'tea', qty: 2 },
    ];
    const reply = await world.call(
      placeOrder,
      world.order({ lines, expectedPayableFen: 4 * TEA_FEN }),
      world.buyer,
    );
    expect(reply).toMatchObject({ ok: false, code: 'OUT_OF_STOCK' });
    expect(world.stock()).toMatchObject({ available: 3, holds: [] });
  });

  test('100 shoppers want the 7 pieces there are: exactly 7 get one', async () => {
    const world = shopWorld({ pieces: 7 });
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        world.call(placeOrder, world.order(), world.as.shopper(`p${i}`)),
      ),
    );
    expect(replies.filter((r) => r.ok)).toHaveLength(7);
    expect(replies.filter((r) => !r.ok && r.code === 'OUT_OF_STOCK')).toHaveLength(93);
    expect(world.stock()).toMatchObject({ available: 0, reserved: 7, holds: [] });
    expect(checkWorld(world.db, { swept: true })).toEqual([]);
  });
});
