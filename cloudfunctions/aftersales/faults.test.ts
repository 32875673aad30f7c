import { expect, test } from 'vitest';
import { collections } from '#shared/model/collections';
import type { Collection } from '#shared/model/docs';
import { checkWorld } from '../../tests/invariants';
import { faultSweep } from '../../tests/faultSweep';
import { main as applyAfterSale } from './applyAfterSale';
import { main as decideAfterSale } from './decideAfterSale';
import { main as receiveReturn } from './receiveReturn';
import { caseWorld, type CaseWorld } from './testing';

/** The same world again, as often as wanted; other chance, so that its new ids are new. */
function again(from: CaseWorld): CaseWorld {
  const world = caseWorld({ seed: 2 });
  for (const { name } of collections)
    world.db.put(name as Collection, ...from.db.rows(name as Collection));
  world.clock.now = from.clock.now;
  return world;
}
const sound = (world: CaseWorld) => expect(checkWorld(world.db, { swept: true })).toEqual([]);
const REQUEST = { requestId: 'req-cut-00000000000001' };

test(
  'an application cut anywhere is one case or none, and one when asked again',
  { timeout: 60_000 },
  async () => {
    const before = caseWorld();
    const orderId = await before.sold();
    const input = { ...before.ask(orderId), ...REQUEST };
    const struck = await faultSweep(
      () => again(before),
      (world) => world.call(applyAfterSale, input, world.buyer),
      async (world) => {
        sound(world);
        await world.ok(applyAfterSale, input, world.buyer);
        expect(world.db.rows('afterSales')).toHaveLength(1);
        sound(world);
      },
    );
    expect(struck).toBeGreaterThan(20);
  },
);

test('a yes cut anywhere refunds once when asked again', { timeout: 60_000 }, async () => {
  const before = caseWorld();
  const orderId = await before.sold();
  const caseId = await before.open(orderId);
  const input = { ...before.ofShop(caseId), ...REQUEST, approve: true, text: '' };
  const struck = await faultSweep(
    () => again(before),
    (world) => world.call(decideAfterSale, input, world.clerk),
    async (world) => {
      sound(world);
      const done = await world.ok(decideAfterSale, input, world.clerk);
      expect(done).toEqual({ status: 'refunded', refundFen: 1_200 });
      expect(world.doc(orderId).refundedFen).toBe(1_200);
      expect(world.db.rows('refunds')).toHaveLength(1);
      sound(world);
    },
  );
  expect(struck).toBeGreaterThan(20);
});

test(
  'goods taken back are on the shelf and refunded together, wherever the call was cut',
  { timeout: 60_000 },
  async () => {
    const before = caseWorld();
    const orderId = await before.sold();
    const asked = { kind: 'return', reason: 'unwanted' } as const;
    const caseId = await before.open(orderId, asked);
    const yes = { ...before.ofShop(caseId), approve: true, text: '' };
    await before.ok(decideAfterSale, yes, before.clerk);
    const lines = [{ lineId: 'l1', sellable: 1, damaged: 0, refused: 0 }];
    const input = { ...before.ofShop(caseId, 's2'), ...REQUEST, lines, text: '' };
    const struck = await faultSweep(
      () => again(before),
      (world) => world.call(receiveReturn, input, world.other),
      async (world) => {
        sound(world);
        await world.ok(receiveReturn, input, world.other);
        expect(world.db.row('stock', 's2:tea')).toMatchObject({ available: 1 });
        expect(world.doc(orderId).refundedFen).toBe(1_200);
        sound(world);
      },
    );
    expect(struck).toBeGreaterThan(20);
  },
);

test(
  'an exchange cut anywhere, at the yes or at the counter, hands one piece over and none is left reserved',
  { timeout: 60_000 },
  async () => {
    const before = caseWorld();
    const orderId = await before.sold();
    const caseId = await before.open(orderId, { kind: 'exchange', expectedFen: 0 });
    const yes = { ...before.ofShop(caseId), ...REQUEST, approve: true, text: '' };
    const lines = [{ lineId: 'l1', sellable: 0, damaged: 1, refused: 0 }];
    const counter = { ...before.ofShop(caseId), lines, text: '' };
    const struck = await faultSweep(
      () => again(before),
      async (world) => {
        await world.call(decideAfterSale, yes, world.clerk);
        await world.call(receiveReturn, counter, world.clerk);
      },
      async (world) => {
        sound(world);
        await world.ok(decideAfterSale, yes, world.clerk);
        const done = await world.ok(receiveReturn, counter, world.clerk);
        expect(done).toMatchObject({ status: 'exchanged', handed: 1, refundFen: 0 });
        expect(world.db.row('stock', 's1:tea')).toMatchObject({ available: 46, reserved: 0 });
        sound(world);
      },
    );
    expect(struck).toBeGreaterThan(30);
  },
);
