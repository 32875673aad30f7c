import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '#shared/domain/time';
import type { AssetDoc } from '#shared/model/docs';
import { heldFor, holdAssets, releaseAssets } from '../../cloudfunctions/assets/holds';
import { refundAssets } from '../../cloudfunctions/assets/refund';
import { commitAssets } from '../../cloudfunctions/assets/sale';
import { aRefund, aSale } from '../../cloudfunctions/assets/testing';
import { cloudbaseDb } from '../../cloudfunctions/kit/db/cloudbase';
import type { SdkDatabase } from '../../cloudfunctions/kit/db/cloudbase/sdk';
import type { Db } from '../../cloudfunctions/kit/ports';
import { NO_FAULTS } from '../../local/wechatpay/notify';
import { shoppers, staff } from '../../scripts/seed/demo/people';
import { requestId, startChain, until, type Chain, type Person } from './chain-world';
import { shopping } from './shopping';

/** Members' money through gateway, functions and the unmodified SDK; what it costs to be wrong is money. */
const STORE = 'hz01';
let chain: Chain;
let shop: ReturnType<typeof shopping>;
let lin: Person;
let chen: Person;
let zhou: Person;
let finance: Person;

const openidOf = (people: readonly { name: string; openid: string }[], name: string): string =>
  people.find((one) => one.name === name)?.openid ?? '';

beforeAll(async () => {
  chain = await startChain();
  shop = shopping(chain);
  lin = chain.mini(openidOf(shoppers, '林悦'));
  chen = chain.mini(openidOf(shoppers, '陈默'));
  zhou = chain.mini(openidOf(staff, '周沁'));
  finance = await chain.hq('admin');
});
afterAll(async () => {
  await chain?.close();
});

const assetsOf = async (memberId: string): Promise<AssetDoc> => {
  const { data } = (await chain.db.collection('assets').doc(memberId).get()) as {
    data: AssetDoc[];
  };
  const [found] = data;
  if (!found) throw new Error(`no assets of ${memberId}`);
  return found;
};
const portOf = (): Db =>
  cloudbaseDb(chain.db as unknown as SdkDatabase, {
    trip: () => {},
    left: () => 30_000,
    pause: (ms) => sleep(ms),
    random: () => Math.random(),
  });
const confirm = (payment: { package: string } & Record<string, string>): void => {
  chain.product.wechatPay.confirm(
    payment.package.replace('prepay_id=', ''),
    'success',
    payment as never,
  );
};
/** Tops up on the phone; the callback books it. */
const topUp = async (who: Person, planId: string): Promise<string> => {
  const { topUpId, payment } = await who.ok('topUp', {
    requestId: requestId(),
    planId,
    storeId: STORE,
  });
  if (!payment) throw new Error('nothing to pay');
  confirm(payment);
  await until('topped up', async () => {
    const docs = await chain.rowsOf('topUps');
    return docs.some(({ _id, status }) => _id === topUpId && status === 'done');
  });
  return topUpId;
};

describe('stored value', () => {
  test('paid on the phone, told twenty times at once, booked once', async () => {
    const { setFaults } = chain.product.wechatPay;
    setFaults({ ...NO_FAULTS, lost: true });
    const { topUpId, payment } = await lin.ok('topUp', {
      requestId: requestId(),
      planId: 'p100',
      storeId: STORE,
    });
    if (!payment) throw new Error('nothing to pay');
    confirm(payment);
    setFaults(NO_FAULTS);
    const told = await Promise.all(
      Array.from({ length: 20 }, () => lin.call('checkAssetPayment', { id: topUpId })),
    );
    expect(told.filter((reply) => reply.ok).length).toBeGreaterThan(0);
    expect(await lin.ok('checkAssetPayment', { id: topUpId })).toMatchObject({ paid: true });
    const mine = await lin.ok('getAssets', {});
    expect(mine.wallet).toMatchObject({ principalFen: 10_000, bonusFen: 1_000 });
    const txns = await chain.rowsOf('ledgerTxns');
    expect(txns.filter(({ _id }) => _id === `topUp:${topUpId}`)).toHaveLength(1);
    expect(await shop.broken()).toEqual([]);
  });

  test('at the till: the code names the member, the money is there at once, the rest goes back', async () => {
    const { code } = await chen.ok('showMemberCode', {});
    const seen = await zhou.ok('identifyMember', { storeId: STORE, code });
    const { memberId } = seen.member;
    await zhou.ok('topUpAtTill', {
      requestId: requestId(),
      storeId: STORE,
      memberId,
      planId: 'p300',
      via: 'cash',
    });
    expect((await chen.ok('getAssets', {})).wallet.totalFen).toBe(34_000);
    expect((await chen.ok('listLedger', { tab: 'wallet' })).items).toMatchObject([
      { text: '门店充值', delta: 34_000 },
    ]);
    const day = { storeId: STORE, from: 0, to: chain.product.clock.now() + DAY_MS };
    const { items, cashFen } = await zhou.ok('listTopUps', day);
    expect(cashFen).toBe(30_000);
    const mine = items.find((one) => one.memberId === memberId);
    const back = {
      requestId: requestId(),
      topUpId: mine?.topUpId ?? '',
      reason: '搬家',
      expectedFen: mine?.back?.refundFen ?? 0,
    };
    expect(await zhou.ok('refundTopUp', back)).toEqual({
      refundFen: 30_000,
      bonusBackFen: 4_000,
      via: 'till',
    });
    expect((await chen.ok('getAssets', {})).wallet.totalFen).toBe(0);
    expect(await shop.broken()).toEqual([]);
  });

  test('a WeChat top-up given back reaches the payment company', async () => {
    const topUpId = await topUp(chen, 'p100');
    await finance.ok('refundTopUp', {
      requestId: requestId(),
      topUpId,
      reason: '误充',
      expectedFen: 10_000,
    });
    await shop.settleRefunds();
    const refund = chain.product.wechatPay.books
      .refunds()
      .find(({ outRefundNo }) => outRefundNo === `r_${topUpId}_1`);
    expect(refund).toMatchObject({ status: 'SUCCESS', amount: 10_000 });
    expect(await shop.broken()).toEqual([]);
  });
});

describe('the seam to the checkout, on the real SDK', () => {
  test('two phones, twenty taps, the same ¥50: one hold; sold, refunded, given back to the fen', async () => {
    const { memberId } = await lin.ok('getAssets', {});
    const before = await assetsOf(memberId);
    const { principalFen } = before.wallet;
    const claim = (holdId: string) => ({
      holdId,
      orderId: `o_${holdId}`,
      at: chain.product.clock.now(),
      principalFen,
      bonusFen: 500,
      points: 0,
    });
    const ids = Array.from({ length: 20 }, (_, n) => `h_race_${n}`);
    const went = await Promise.all(ids.map((id) => holdAssets(portOf(), memberId, claim(id))));
    expect(went.filter(Boolean)).toHaveLength(1);
    const holdId = ids[went.indexOf(true)] ?? '';
    expect(await heldFor(portOf(), memberId, `o_${holdId}`)).toBe(true);

    const db = portOf();
    const ctx = {
      now: chain.product.clock.now(),
      db,
      cached: <T>(_key: string, _ttl: number, load: () => Promise<T>) => load(),
    };
    const sale = aSale(memberId, {
      orderId: 'o_sdk_race',
      storeId: 'hz02',
      holdId,
      principalFen,
      bonusFen: 500,
      providerFen: 900,
      earned: 105,
      growth: 105,
    });
    const booked = await Promise.allSettled(
      Array.from({ length: 6 }, () => portOf().transaction((tx) => commitAssets(tx, ctx, sale))),
    );
    expect(booked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await shop.broken()).toEqual([]);

    const plans = [1, 2].map((n) =>
      aRefund(`rf_sdk_${n}`, {
        principalFen: principalFen / 2,
        bonusFen: 250,
        providerFen: 450,
        pointsTaken: 50,
        growthTaken: 50,
      }),
    );
    await Promise.all(
      plans.map((plan) => portOf().transaction((tx) => refundAssets(tx, ctx, 'o_sdk_race', plan))),
    );
    expect(await assetsOf(memberId)).toMatchObject({
      wallet: before.wallet,
      points: { pending: 5, active: 0, debt: 0 },
      growth: before.growth + 5,
      holds: [],
    });
    const again = { ...claim('h_later'), bonusFen: 0 };
    expect(await holdAssets(portOf(), memberId, again)).toBe(true);
    expect(await releaseAssets(portOf(), memberId, 'h_later', ctx.now)).toBe(true);
    expect(await releaseAssets(portOf(), memberId, 'h_later', ctx.now)).toBe(false);
    expect(await shop.broken()).toEqual([]);
  });
});

describe('nights', () => {
  test('one deployable runs all of money’s timers, each by its trigger', async () => {
    expect(await chain.timer('maturePoints')).toMatchObject({ failed: 0 });
    expect(await chain.timer('expirePoints')).toMatchObject({ failed: 0 });
    expect(await chain.timer('settleLevels')).toMatchObject({ failed: 0 });
    expect(await chain.timer('remindCards')).toMatchObject({ failed: 0 });
    expect(await chain.timer('settleAssetPayments')).toMatchObject({ failed: 0 });
  });

  test('the ledger proves every member, and the week is settled to 0', async () => {
    // To Monday morning: the platform's own clock may have run the timers already.
    await chain.product.clock.jump(5 * DAY_MS - 4 * HOUR_MS);
    // The web session has ended meanwhile.
    finance = await chain.hq('admin');
    await until('proven', async () => !(await chain.timer('proveLedger')).more);
    expect((await finance.ok('listAlarms', {})).items).toEqual([]);
    await until('settled', async () => (await chain.timer('settleStores')).settled);
    const { items, sumFen } = await finance.ok('listSettlements', {});
    expect(sumFen).toBe(0);
    expect(items.length).toBeGreaterThanOrEqual(2);
    expect(await shop.broken()).toEqual([]);
  });
});
