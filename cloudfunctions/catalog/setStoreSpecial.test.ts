import { expect, test } from 'vitest';
import { DAY_MS } from '#shared/domain/time';
import { testWorld } from '../kit/testing';
import { main as setStoreSpecial } from './setStoreSpecial';
import { aShop, aSku, shelve } from './testing';

function shopWorld() {
  const world = testWorld();
  world.db.put('stores', aShop('s1'), aShop('s2'));
  shelve(world, 's1', aSku('tea'), 10, { stock: { specialSold: 4 } });
  shelve(world, 's2', aSku('tea'), 10);
  const manager = world.as.staff({ roles: ['storeManager'], storeId: 's1' });
  const now = world.clock.now;
  const special = { priceFen: 850, from: now, until: now + DAY_MS, reason: '临期', cap: 5 };
  const set = (more: object = {}, who = manager) =>
    world.call(
      setStoreSpecial,
      { requestId: world.requestId(), storeId: 's1', skuId: 'tea', special, ...more },
      who,
    );
  return {
    ...world,
    manager,
    special,
    set,
    listing: (id = 's1:tea') => world.db.row('listings', id),
  };
}

test('within the band, in the own shop only; its pieces count from zero; then it is ended', async () => {
  const w = shopWorld();
  expect(await w.set()).toMatchObject({ ok: true });
  expect(w.listing()).toMatchObject({ special: w.special, onShelf: true });
  expect(w.db.row('stock', 's1:tea')?.specialSold).toBe(0);
  expect(w.listing('s2:tea')?.special).toBeNull();
  expect(w.db.rows('priceChanges')).toMatchObject([{ kind: 'special', toFen: 850 }]);
  expect(w.db.rows('auditLogs')).toMatchObject([{ storeId: 's1' }]);
  expect(await w.set({ special: null })).toMatchObject({ ok: true });
  expect(w.listing()?.special).toBeNull();
});

test.each<[string, (w: ReturnType<typeof shopWorld>) => object, string]>([
  ['below the floor', (w) => ({ special: { ...w.special, priceFen: 799 } }), 'OUT_OF_BAND'],
  ['no reduction', (w) => ({ special: { ...w.special, priceFen: 1_000 } }), 'NOT_LOWER'],
  ['over already', (w) => ({ special: { ...w.special, from: 1, until: 2 } }), 'BAD_PERIOD'],
  ['another shop', () => ({ storeId: 's2' }), 'NOT_FOUND'],
  ['a product that does not exist', () => ({ skuId: 'none' }), 'NOT_FOUND'],
])('refused: %s', async (_what, more, code) => {
  const w = shopWorld();
  expect(await w.set(more(w))).toMatchObject({ code });
  expect(w.listing()?.special).toBeNull();
});

test('not for goods off the shelf, not by a cashier', async () => {
  const w = shopWorld();
  const listing = w.listing();
  if (listing) w.db.put('listings', { ...listing, onShelf: false });
  expect(await w.set()).toMatchObject({ code: 'NOT_SOLD_HERE' });
  const cashier = w.as.staff({ roles: ['cashier'], storeId: 's1' });
  expect(await w.set({}, cashier)).toMatchObject({ code: 'NOT_ALLOWED' });
});
