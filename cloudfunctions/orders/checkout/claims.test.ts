import { expect, test } from 'vitest';
import { STORE, shopWorld } from '../testing';
import { giveBack, reserve, settle, type Claim } from './claims';

const claim: Claim = {
  stockId: `${STORE}:tea`,
  skuId: 'tea',
  qty: 4,
  special: 0,
  specialCap: null,
};
const hold = (id: string) => ({ id, orderId: 'o_1', at: 5 });

function stockWorld() {
  const world = shopWorld();
  const db = world.db.open({ trip() {}, left: () => 1e6, pause: async () => {}, random: () => 0 });
  return { db, stock: world.stock };
}

test('a claim the network sends again takes the pieces once', async () => {
  const { db, stock } = stockWorld();
  expect(await reserve(db, [claim], hold('h_1'))).toEqual({ short: [] });
  expect(await reserve(db, [claim], hold('h_1'))).toEqual({ short: [] });
  expect(stock()).toMatchObject({ available: 6, holds: [{ qty: 4 }] });
});

test('two attempts of one order hold apart; each settles or gives back its own, once', async () => {
  const { db, stock } = stockWorld();
  await reserve(db, [claim], hold('h_1'));
  await reserve(db, [claim], hold('h_2'));
  expect(stock()).toMatchObject({ available: 2 });
  await settle(db, [claim], 'h_1');
  await settle(db, [claim], 'h_1');
  expect(await giveBack(db, [claim], 'h_2')).toBe(1);
  expect(await giveBack(db, [claim], 'h_2')).toBe(0);
  expect(stock()).toMatchObject({ available: 6, reserved: 4, holds: [] });
});

test('what is short is told with what is left; the rest of the cart stays held', async () => {
  const { db, stock } = stockWorld();
  const { short } = await reserve(db, [{ ...claim, qty: 11 }], hold('h_1'));
  expect(short).toMatchObject([{ claim: { skuId: 'tea' }, stock: { available: 10 } }]);
  expect(stock()).toMatchObject({ available: 10, holds: [] });
});

test('giving back at stock 0 works: restoring is not selling', async () => {
  const { db, stock } = stockWorld();
  await reserve(db, [{ ...claim, qty: 10 }], hold('h_1'));
  expect(stock().available).toBe(0);
  await giveBack(db, [{ ...claim, qty: 10 }], 'h_1');
  expect(stock()).toMatchObject({ available: 10, holds: [] });
});

test('a special that ended meanwhile gets no sold pieces back', async () => {
  const { db, stock } = stockWorld();
  const special = { ...claim, special: 4, specialCap: 9 };
  await reserve(db, [special], hold('h_1'));
  expect(stock().specialSold).toBe(4);
  await db.update('stock', claim.stockId, { set: { specialSold: 0 } });
  await giveBack(db, [special], 'h_1');
  expect(stock()).toMatchObject({ available: 10, specialSold: 0, holds: [] });
});
