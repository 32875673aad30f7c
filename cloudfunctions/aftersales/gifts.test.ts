import { describe, expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { fullOff, putLive } from '../campaigns/testing';
import { STORE, aSku, shelve } from '../orders/testing';
import { main as decideAfterSale } from './decideAfterSale';
import { main as previewRefund } from './previewRefund';
import { main as receiveReturn } from './receiveReturn';
import { caseWorld, type CaseWorld } from './testing';

const sound = (world: CaseWorld) =>
  expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);

describe('gifts', () => {
  const gifts = [{ skuId: 'cup', title: '商品 cup', qty: 1, listedFen: 900, left: null }];
  async function withCup(world: CaseWorld): Promise<string> {
    shelve(world, STORE, aSku('cup', 900), 3);
    const { tiers: _tiers, type: _type, ...rest } = fullOff('pr_gift');
    const tiers = [{ fromFen: 2_000, fromQty: 0, gifts }];
    putLive(world, 'ca_1', [{ ...rest, type: 'fullGift', tiers }]);
    return world.sold('tea', 2);
  }
  const both = () => ({
    lines: [{ lineId: 'l1', qty: 2 }],
    kind: 'return' as const,
    reason: 'unwanted' as const,
  });
  const back = [{ lineId: 'l1', sellable: 2, damaged: 0, refused: 0 }];
  const approve = (world: CaseWorld, caseId: string) =>
    world.ok(decideAfterSale, { ...world.ofShop(caseId), approve: true, text: '' }, world.clerk);

  test('that should come back and do not are deducted; those that do are on the shelf', async () => {
    const world = caseWorld();
    const orderId = await withCup(world);
    const ask = { orderId, ...both() };
    const seen = await world.ok(previewRefund, { ...ask, keptGifts: ['cup'] }, world.buyer);
    expect(seen.gifts).toMatchObject([{ skuId: 'cup', qty: 1, fen: 900 }]);
    expect(seen.refund).toMatchObject({ refundFen: 1_500, giftFen: 900 });
    const caseId = await world.open(orderId, { ...both(), expectedFen: 2_400 });
    await approve(world, caseId);
    const cup = (missing: number) => [{ skuId: 'cup', sellable: 1 - missing, damaged: 0, missing }];
    const input = { ...world.ofShop(caseId), lines: back, text: '' };
    expect(await world.call(receiveReturn, input, world.clerk)).toMatchObject({
      code: 'COUNT_WRONG',
    });
    const done = await world.ok(
      receiveReturn,
      { ...world.ofShop(caseId), lines: back, gifts: cup(1), text: '' },
      world.clerk,
    );
    expect(done).toMatchObject({ refundFen: 1_500, restocked: 2 });
    expect(world.db.row('stock', `${STORE}:cup`)).toMatchObject({ available: 2 });
    sound(world);

    const second = caseWorld({ seed: 3 });
    const other = await withCup(second);
    const again = { ...both(), expectedFen: 2_400 };
    const returned = await second.open(other, again);
    await approve(second, returned);
    expect(
      await second.ok(
        receiveReturn,
        { ...second.ofShop(returned), lines: back, gifts: cup(0), text: '' },
        second.clerk,
      ),
    ).toMatchObject({ refundFen: 2_400, restocked: 3 });
    expect(second.db.row('stock', `${STORE}:cup`)).toMatchObject({ available: 3 });
    sound(second);
  });

  test('a refund without return asks for none, then or later', async () => {
    const world = caseWorld();
    const orderId = await withCup(world);
    const caseId = await world.open(orderId, { lines: [{ lineId: 'l1', qty: 1 }] });
    await approve(world, caseId);
    const rest = { lineId: 'l1', qty: 1 };
    const ask = { orderId, ...both(), lines: [rest] };
    expect((await world.ok(previewRefund, ask, world.buyer)).gifts).toMatchObject([{ qty: 1 }]);
    const last = await world.open(orderId, { lines: [rest] });
    await approve(world, last);
    expect(world.doc(orderId)).toMatchObject({ refundedFen: 2_400, giftsBack: { cup: 1 } });
    sound(world);
  });
});
