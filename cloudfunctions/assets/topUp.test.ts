import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#shared/domain/time';
import { faultSweep } from '../../tests/faultSweep';
import { checkWorld } from '../../tests/invariants';
import { testWorld, type TestWorld } from '../kit/testing';
import { main as dispatchOutbox } from '../insights/dispatchOutbox';
import { main as buyBlackGold } from './buyBlackGold';
import { main as checkAssetPayment } from './checkAssetPayment';
import { main as getAssets } from './getAssets';
import { main as listLedger } from './listLedger';
import { main as settleAssetPayments } from './settleAssetPayments';
import { main as topUp } from './topUp';
import { boughtCard, notified, numberOf, paidTopUp, toppedUp } from './payments/testing';
import { assetsOf, balances, giveMoney } from './testing';

const START = Date.UTC(2026, 10, 22, 2);
const sound = (world: TestWorld) => checkWorld(world.db, { swept: true, pay: world.pay });

describe('topping up', () => {
  test('a plan becomes principal and bonus when the money has come; HQ holds it for the shop', async () => {
    const world = testWorld();
    const lin = world.as.shopper('lin');
    world.db.put('stores', { _id: 's1', name: '武林店' } as never);
    const before = await world.ok(getAssets, {}, lin);
    expect(before.wallet).toMatchObject({ totalFen: 0, roomFen: 500_000 });
    expect(before.wallet.plans[0]).toMatchObject({ text: '充 ¥100 送 ¥10', fits: true });
    await toppedUp(world, lin, { planId: 'p100', storeId: 's1' });
    const after = await world.ok(getAssets, {}, lin);
    expect(after.wallet).toMatchObject({ principalFen: 10_000, bonusFen: 1_000, heldFen: 0 });
    const fen = balances(world);
    expect(fen.get('clearing:wechat')).toBe(-10_000);
    expect(fen.get('interStore:hq:s1')).toBe(10_000);
    const { items } = await world.ok(listLedger, { tab: 'wallet' }, lin);
    expect(items).toMatchObject([
      {
        text: '微信充值',
        storeName: '武林店',
        delta: 11_000,
        detail: '本金 +¥100，赠送金 +¥10',
      },
    ]);
    expect(sound(world)).toEqual([]);
  });

  test('twenty callbacks at once book it once', async () => {
    const world = testWorld({ point: () => new Promise((resolve) => setImmediate(resolve)) });
    const lin = world.as.shopper('lin');
    const { outTradeNo } = await paidTopUp(world, lin, { planId: 'p100' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => notified(world, world.pay.callback(outTradeNo))),
    );
    // Who met too many others is called again by the company.
    expect(answers.some(({ statusCode }) => statusCode === 200)).toBe(true);
    expect(assetsOf(world, lin.id).wallet).toMatchObject({ principalFen: 10_000, bonusFen: 1_000 });
    expect(world.db.rows('ledgerTxns')).toHaveLength(1);
    expect(sound(world)).toEqual([]);
  });

  test('a retried tap opens the same payment; another amount under its number is refused', async () => {
    const world = testWorld();
    const lin = world.as.shopper('lin');
    const input = { requestId: world.requestId(), amountFen: 5_000 };
    const first = await world.ok(topUp, input, lin);
    expect(await world.ok(topUp, input, lin)).toMatchObject({ topUpId: first.topUpId });
    expect(world.pay.payments.size).toBe(1);
    expect(await world.call(topUp, { ...input, amountFen: 6_000 }, lin)).toMatchObject({
      code: 'REQUEST_REUSED',
    });
    world.pay.settle(numberOf(world, first.topUpId));
    expect(await world.ok(topUp, input, lin)).toMatchObject({ paid: true, payment: null });
    expect(assetsOf(world, lin.id).wallet.principalFen).toBe(5_000);
    expect(sound(world)).toEqual([]);
  });

  test('no plan, too little, too much: refused before any money moves', async () => {
    const world = testWorld();
    const lin = world.as.shopper('lin');
    const ask = (more: object) => world.call(topUp, { requestId: world.requestId(), ...more }, lin);
    expect(await ask({ planId: 'none' })).toMatchObject({ code: 'NO_SUCH_PLAN' });
    expect(await ask({ amountFen: 999 })).toMatchObject({ code: 'NO_SUCH_PLAN' });
    expect(await ask({})).toMatchObject({ code: 'NO_SUCH_PLAN' });
    giveMoney(world, lin.id, 495_000);
    expect(await ask({ planId: 'p100' })).toMatchObject({
      code: 'OVER_CAP',
      detail: { roomFen: 5_000 },
    });
    expect(world.db.rows('topUps')).toHaveLength(1);
  });

  test('two paid at once of which only one fits on the card: the other goes back', async () => {
    const world = testWorld();
    const lin = world.as.shopper('lin');
    giveMoney(world, lin.id, 480_000);
    const both = [
      await paidTopUp(world, lin, { amountFen: 15_000 }),
      await paidTopUp(world, lin, { amountFen: 15_000 }),
    ];
    for (const { outTradeNo } of both)
      expect(await notified(world, world.pay.callback(outTradeNo))).toMatchObject({
        statusCode: 200,
      });
    expect(assetsOf(world, lin.id).wallet.principalFen).toBe(495_000);
    const [, second] = both;
    const told = await world.ok(checkAssetPayment, { id: second?.topUpId ?? '' }, lin);
    expect(told).toMatchObject({ paid: false, refunding: true });
    await world.ok(dispatchOutbox, {}, world.as.timer());
    expect([...world.pay.refunds.values()]).toMatchObject([{ amountFen: 15_000, status: 'done' }]);
    expect(balances(world).get('refundPayable:wechat')).toBe(0);
    expect(sound(world)).toEqual([]);
  });

  test('the callback never comes: the page asks, and the timer asks for whom no page does', async () => {
    const world = testWorld();
    const lin = world.as.shopper('lin');
    const asked = await paidTopUp(world, lin, { planId: 'p100' });
    expect(await world.ok(checkAssetPayment, { id: asked.topUpId }, lin)).toMatchObject({
      paid: true,
      payFen: 10_000,
      bonusFen: 1_000,
    });
    await paidTopUp(world, lin, { planId: 'p300' });
    const unpaid = await world.ok(topUp, { requestId: world.requestId(), planId: 'p100' }, lin);
    world.clock.advance(20 * MINUTE_MS);
    expect(await world.ok(settleAssetPayments, {}, world.as.timer())).toMatchObject({
      booked: 1,
      closed: 1,
      failed: 0,
    });
    expect(assetsOf(world, lin.id).wallet.principalFen).toBe(40_000);
    expect(world.db.row('topUps', unpaid.topUpId)?.status).toBe('closed');
    const other = world.as.shopper('other');
    expect(await world.call(checkAssetPayment, { id: unpaid.topUpId }, other)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(sound(world)).toEqual([]);
  });

  test('cut at any database call, a repeated callback ends with one booking', async () => {
    const act = async (world: TestWorld & { no: string }) =>
      notified(world, world.pay.callback(world.no));
    let made: (TestWorld & { no: string })[] = [];
    for (let i = 0; i < 80; i += 1) {
      const world = testWorld();
      const { outTradeNo } = await paidTopUp(world, world.as.shopper('lin'), { planId: 'p100' });
      made.push({ ...world, no: outTradeNo });
    }
    const struck = await faultSweep(
      () => {
        const [world, ...rest] = made;
        made = rest;
        if (!world) throw new Error('not enough worlds');
        return world;
      },
      act,
      async (world) => {
        await act(world);
        expect(assetsOf(world, world.as.shopper('lin').id).wallet.principalFen).toBe(10_000);
        expect(sound(world)).toEqual([]);
      },
    );
    expect(struck).toBeGreaterThan(20);
  });
});

describe('the black-gold card', () => {
  test('28: bought twice at once it is two years, without a gap or an overlap', async () => {
    const world = testWorld({ point: () => new Promise((resolve) => setImmediate(resolve)) });
    const lin = world.as.shopper('lin');
    const sales = await Promise.all(
      [1, 2].map(() => world.ok(buyBlackGold, { requestId: world.requestId() }, lin)),
    );
    for (const { saleId } of sales) world.pay.settle(numberOf(world, saleId));
    await Promise.all(
      sales.map(({ saleId }) => notified(world, world.pay.callback(numberOf(world, saleId)))),
    );
    const card = (await world.ok(getAssets, {}, lin)).card;
    expect(card).toMatchObject({ active: true, from: START, to: Date.UTC(2028, 10, 22, 2) });
    const years = world.db.rows('cardSales').toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0));
    expect(years[0]?.to).toBe(years[1]?.from);
    expect(balances(world).get('fee:blackgold')).toBe(39_800);
    expect(sound(world)).toEqual([]);
  });

  test('begun on 29 February it ends on 28 February; an ended one begins anew', async () => {
    const leap = Date.UTC(2028, 1, 29, 2);
    const world = testWorld({ now: leap });
    const lin = world.as.shopper('lin');
    await boughtCard(world, lin);
    expect((await world.ok(getAssets, {}, lin)).card.to).toBe(Date.UTC(2029, 1, 28, 2));
    world.clock.advance(500 * DAY_MS);
    expect((await world.ok(getAssets, {}, lin)).card).toMatchObject({ active: false, to: null });
    await boughtCard(world, lin);
    expect((await world.ok(getAssets, {}, lin)).card.from).toBe(leap + 500 * DAY_MS);
  });

  test('the same request never buys twice, and one paid nowhere is closed', async () => {
    const world = testWorld();
    const lin = world.as.shopper('lin');
    const input = { requestId: world.requestId() };
    const { saleId } = await world.ok(buyBlackGold, input, lin);
    await world.ok(buyBlackGold, input, lin);
    expect(world.db.rows('payments')).toHaveLength(1);
    world.clock.advance(HOUR_MS);
    expect(await world.call(buyBlackGold, input, lin)).toMatchObject({ code: 'CLOSED' });
    await world.ok(settleAssetPayments, {}, world.as.timer());
    expect(world.db.row('cardSales', saleId)?.status).toBe('closed');
    expect(assetsOf(world, lin.id).card).toBeNull();
  });
});
