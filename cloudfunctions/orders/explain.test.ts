import { describe, expect, test } from 'vitest';
import { sum } from '#shared/domain/money';
import { giveMoney, givePoints } from '../assets/testing';
import { fullOff, putLive } from '../campaigns/testing';
import { aTemplate, giveCoupon } from '../coupons/testing';
import { main as acceptOrder } from './acceptOrder';
import { main as explainOrder } from './explainOrder';
import { main as explainOrderHq } from './explainOrderHq';
import { main as explainStoreOrder } from './explainStoreOrder';
import { main as finishPick } from './finishPick';
import { main as getOrder } from './getOrder';
import { ofShop, paidOrder } from './payment/testing';
import { STORE, shopWorld } from './testing';

/** Three teas for ¥36.00: ¥5 off by the campaign, ¥5 by a coupon, ¥2 by points; the wallet pays ¥11, WeChat ¥13. */
async function ordered() {
  const world = shopWorld();
  const { id } = world.buyer;
  giveMoney(world, id, 1_000, 100);
  givePoints(world, id, 200);
  const couponId = giveCoupon(world, id, aTemplate('five'));
  putLive(world, 'c1', [fullOff('pr_5')]);
  const orderId = await paidOrder(world, {
    lines: [{ skuId: 'tea', qty: 3 }],
    couponIds: [couponId],
    points: 200,
    useWallet: true,
    expectedPayableFen: 2_400,
  });
  return { world, orderId, couponId };
}
const texts = (bill: { sentences: readonly { text: string }[] }): string =>
  bill.sentences.map(({ text }) => text).join('\n');

describe('an order explained', () => {
  test('every fen has its sentence, every piece its share of every tender', async () => {
    const { world, orderId } = await ordered();
    const bill = await world.ok(explainOrder, { orderId }, world.buyer);
    expect(sum(bill.sentences.map(({ fen }) => fen))).toBe(2_400);
    expect(bill.sentences.map(({ step, fen }) => [step, fen])).toEqual([
      ['base', 3_600],
      ['order', -500],
      ['coupon', -500],
      ['points', -200],
      ['payable', 0],
      ['tender', 0],
      ['grant', 0],
    ]);
    expect(bill.tender).toEqual({ providerFen: 1_300, principalFen: 1_000, bonusFen: 100 });
    const pieces = bill.lines.flatMap((line) => line.pieces);
    expect(pieces).toHaveLength(3);
    for (const key of ['providerFen', 'principalFen', 'bonusFen'] as const)
      expect(sum(pieces.map((piece) => piece[key]))).toBe(bill.tender[key]);
    for (const piece of pieces)
      expect(piece.providerFen + piece.principalFen + piece.bonusFen).toBe(piece.payFen);
    expect(bill.lines[0]?.off).toEqual([
      { label: '满20减5', fen: 500 },
      { label: expect.stringContaining('优惠券'), fen: 500 },
    ]);
    expect(bill.refunds).toEqual([]);
  });

  test('a piece not found: its money by tender, its points, on every page the same', async () => {
    const { world, orderId } = await ordered();
    await world.ok(acceptOrder, ofShop(world, orderId), world.clerk);
    const picked = [{ lineId: 'l1', qty: 2 }];
    const { refundFen } = await world.ok(
      finishPick,
      { ...ofShop(world, orderId), picked },
      world.clerk,
    );
    const bill = await world.ok(explainOrder, { orderId }, world.buyer);
    const [refund] = bill.refunds;
    const piece = bill.lines[0]?.pieces.find(({ back }) => back);
    expect(refund).toMatchObject({
      amountFen: refundFen,
      providerFen: piece?.providerFen,
      principalFen: piece?.principalFen,
      bonusFen: piece?.bonusFen,
      pointsBack: piece?.points,
      pieces: [{ title: '商品 tea', qty: 1, payFen: refundFen }],
      freightFen: 0,
    });
    expect(refund?.text).toMatch(
      /^微信退回 ¥[\d.]+，储值本金退回 ¥[\d.]+，储值赠送金退回 ¥[\d.]+；退还 \d+ 积分，收回 \d+ 积分$/,
    );
    expect(bill.lines[0]?.pieces.filter(({ back }) => back)).toHaveLength(1);
    const order = await world.ok(getOrder, { orderId }, world.buyer);
    expect(order.refunds).toMatchObject([{ amountFen: refundFen, text: refund?.text }]);
    expect(bill.refundedFen).toBe(refundFen);
  });

  test('a clerk is told the goods, headquarters the rules; both of their own orders only', async () => {
    const { world, orderId, couponId } = await ordered();
    const own = await world.ok(explainOrder, { orderId }, world.buyer);
    expect(texts(own)).not.toContain('pr_5');
    const clerk = await world.ok(explainStoreOrder, { storeId: STORE, orderId }, world.clerk);
    expect(texts(clerk)).toContain('商品 tea×3 -¥5');
    expect(texts(clerk)).not.toContain('pr_5');
    const owner = world.as.hq(['hqOwner']);
    const hq = await world.ok(explainOrderHq, { orderId }, owner);
    expect(texts(hq)).toContain('规则 pr_5 第 1 版');
    expect(texts(hq)).toContain(`券 ${couponId}`);
    const other = world.as.shopper('other');
    expect(await world.call(explainOrder, { orderId }, other)).toMatchObject({ code: 'NOT_FOUND' });
    const elsewhere = world.as.staff({ roles: ['storeManager'], storeId: 's2' });
    for (const storeId of [STORE, 's2'])
      expect(await world.call(explainStoreOrder, { storeId, orderId }, elsewhere)).toMatchObject({
        code: 'NOT_FOUND',
      });
    expect(await world.call(explainOrderHq, { orderId: 'o_none' }, owner)).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
