import { expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { fullOff, putLive } from '../campaigns/testing';
import type { OrderDoc } from '#shared/model/docs';
import { main as finishPick } from './finishPick';
import { main as getOrder } from './getOrder';
import { givenCosts } from './payment/costs';
import { ofShop, paidOrder } from './payment/testing';
import { main as acceptOrder } from './acceptOrder';
import { main as redeemPickup } from './redeemPickup';
import { STORE, TEA_FEN, aSku, shelve, shopWorld } from './testing';

/** Two cups of ¥4.50 cost come along with two teas; who owns the campaign bears them. */
function withCups(ownerStoreId: string | null) {
  const world = shopWorld();
  shelve(world, STORE, aSku('cup', 900), 5);
  const { tiers: _tiers, loops: _loops, type: _type, ...rest } = fullOff('pr_gift');
  const gifts = [{ skuId: 'cup', title: '杯子', qty: 2, listedFen: 900, left: null }];
  const tiers = [{ fromFen: 2_000, fromQty: 0, gifts }];
  putLive(world, 'ca_1', [{ ...rest, ownerStoreId, type: 'fullGift', loops: 1, tiers }]);
  return world;
}

async function handedOver(world: ReturnType<typeof withCups>, cupsFound: number): Promise<string> {
  const lines = [{ skuId: 'tea', qty: 2 }];
  const orderId = await paidOrder(world, { lines, expectedPayableFen: 2 * TEA_FEN });
  await world.ok(acceptOrder, ofShop(world, orderId), world.clerk);
  const picked = [{ lineId: 'l2', qty: cupsFound }];
  await world.ok(finishPick, { ...ofShop(world, orderId), picked }, world.clerk);
  const { pickupCode } = await world.ok(getOrder, { orderId }, world.buyer);
  const scan = { requestId: world.requestId(), storeId: STORE, code: pickupCode ?? '' };
  await world.ok(redeemPickup, scan, world.clerk);
  return orderId;
}
const given = (world: ReturnType<typeof withCups>, orderId: string) =>
  world.db.row('ledgerTxns', `given:${orderId}`)?.entries;

test('headquarters owes the shop what its presents cost, once they are handed over', async () => {
  const world = withCups(null);
  const orderId = await handedOver(world, 2);
  expect(given(world, orderId)).toEqual([
    { account: 'giftExpense:hq', deltaFen: -900, book: 'hq' },
    { account: 'interStore:hq:s1', deltaFen: 900, book: 'hq', kind: 'gift' },
    { account: 'interStore:s1:hq', deltaFen: -900, book: 's1', kind: 'gift' },
    { account: 'revenue:s1', deltaFen: 900, book: 's1' },
  ]);
  expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);
});

test('a present that was not found costs nobody anything; a shop bears its own', async () => {
  const short = withCups(null);
  expect(given(short, await handedOver(short, 0))).toBeUndefined();
  const own = withCups(STORE);
  expect(given(own, await handedOver(own, 1))).toEqual([
    { account: 'giftExpense:s1', deltaFen: -450, book: 's1' },
    { account: 'revenue:s1', deltaFen: 450, book: 's1' },
  ]);
});

test('free freight is borne by whose rule, coupon or card made it free', () => {
  const freight = (ruleId: string, hqBp: number | null) =>
    givenCosts({
      lines: [],
      bearers: hqBp === null ? [] : [{ ruleId, kind: 'promotion', storeId: 's1', hqBp }],
      quote: {
        gifts: [],
        trace: [
          { step: 'freight', ruleId: 'freight', fen: 601 },
          { step: 'freight', ruleId, fen: -601 },
        ],
      },
      // As much of an order as the rule reads.
    } as unknown as OrderDoc);
  expect(freight('pr_free', 10_000)).toEqual([{ kind: 'freight', by: 'hq', fen: 601 }]);
  expect(freight('ct_half', 5_000)).toEqual([
    { kind: 'freight', by: 'hq', fen: 300 },
    { kind: 'freight', by: 's1', fen: 301 },
  ]);
  expect(freight('card', null)).toEqual([{ kind: 'freight', by: 'hq', fen: 601 }]);
  // The shop's own free delivery from an amount on.
  expect(freight('freight', null)).toEqual([]);
});
