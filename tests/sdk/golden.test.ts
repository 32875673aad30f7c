import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Collection, Docs } from '#shared/model/docs';
import { emptyAssets } from '../../cloudfunctions/assets/books';
import { fullOff, putLive } from '../../cloudfunctions/campaigns/testing';
import { aTemplate } from '../../cloudfunctions/coupons/testing';
import { aSku, shelve } from '../../cloudfunctions/orders/testing';
import { DEFAULT_RULES } from '../../shared/domain/membership/rules';
import { shoppers, staff } from '../../scripts/seed/demo/people';
import { requestId, startChain, type Chain, type Person } from './chain-world';
import { shopping } from './shopping';

/**
 * The golden example of features.md §5.2 D through gateway, functions, the unmodified SDK and the payment
 * company: A 3×¥19.90, B ¥35, C 2×¥4.50, 银卡, 满90减10, 5元无门槛券, 200 points, freight ¥6 → ¥87.52.
 */
const STORE = 'hz01';
let chain: Chain;
let shop: ReturnType<typeof shopping>;
let lin: Person;
let zhou: Person;
let memberId = '';

const openidOf = (people: readonly { name: string; openid: string }[], name: string): string =>
  people.find((one) => one.name === name)?.openid ?? '';

async function put<C extends Collection>(collection: C, doc: Docs[C]): Promise<void> {
  const { _id, ...rest } = doc;
  await chain.db.collection(collection).doc(_id).set(rest);
}
/** Collects what the unit tests' makers of documents would put. */
async function putAll(make: (world: { db: { put: (c: Collection, d: never) => void } }) => void) {
  const docs: [Collection, never][] = [];
  make({ db: { put: (collection, doc) => docs.push([collection, doc]) } });
  for (const [collection, doc] of docs) await put(collection, doc);
}

beforeAll(async () => {
  chain = await startChain();
  shop = shopping(chain);
  lin = chain.mini(openidOf(shoppers, '林悦'));
  zhou = chain.mini(openidOf(staff, '周沁'));
  memberId = (await lin.ok('getAssets', {})).memberId;

  const [store] = (await chain.rowsOf('stores')).filter(({ _id }) => _id === STORE);
  if (!store) throw new Error(`no shop ${STORE}`);
  // The SDK reads points as its own class.
  const { longitude: lng, latitude: lat } = store.loc as unknown as Record<string, number>;
  const tiers = [{ uptoM: 3_000, feeFen: 600, etaMin: 30 }];
  const area = { polygon: null, radiusM: 3_000, tiers, minOrderFen: 0, freeFromFen: null };
  await chain.db
    .collection('stores')
    .doc(STORE)
    .update({ area: chain.db.command.set(area) });
  for (const campaign of await chain.rowsOf('campaigns'))
    await chain.db.collection('campaigns').doc(campaign._id).remove();
  await putAll((world) => {
    const w = world as unknown as Parameters<typeof shelve>[0];
    for (const [sku, fen] of [
      ['goldA', 1_990],
      ['goldB', 3_500],
      ['goldC', 450],
    ] as const)
      shelve(w, STORE, aSku(sku, fen), 20);
    const tiersOff = [{ fromFen: 9_000, fromQty: 0, offFen: 1_000 }];
    putLive(w, 'ca_gold', [fullOff('pr_gold', { name: '满90减10', tiers: tiersOff })]);
  });
  await put('couponTemplates', aTemplate('five'));
  const before = emptyAssets(memberId, DEFAULT_RULES);
  const expireAt = chain.product.clock.now() + 300 * 86_400_000;
  const lot = { key: `given:${STORE}`, storeId: STORE, expireAt, qty: 200 };
  await put('assets', {
    ...before,
    growth: 1_000,
    levelId: 'silver',
    points: { ...before.points, active: 200, lots: [lot] },
  });
  for (const entry of await chain.rowsOf('pointEntries'))
    if (entry.memberId === memberId)
      await chain.db.collection('pointEntries').doc(entry._id).remove();
  await put('pointEntries', {
    _id: 'given:gold',
    memberId,
    storeId: STORE,
    at: 0,
    text: '赠送',
    active: 200,
    pending: 0,
    debt: 0,
    growth: 1_000,
    tabs: ['points', 'growth'],
  });
  await lin.ok('saveAddress', {
    requestId: requestId(),
    form: {
      name: '林悦',
      phone: '13800138000',
      region: '浙江省杭州市',
      detail: '1 幢 101',
      tag: '家',
      loc: { lng: lng ?? 0, lat: lat ?? 0 },
      isDefault: true,
    },
  });
});
afterAll(async () => {
  await chain?.close();
});

test('87.52 yuan, explained, paid, one A refunded at 15.65, earned points and all', async () => {
  const { coupon } = await lin.ok('claimCoupon', { requestId: requestId(), templateId: 'five' });
  const { items } = await lin.ok('listAddresses', {});
  const asked = {
    storeId: STORE,
    mode: 'delivery' as const,
    addressId: items[0]?.addressId ?? '',
    lines: [
      { skuId: 'goldA', qty: 3 },
      { skuId: 'goldB', qty: 1 },
      { skuId: 'goldC', qty: 2 },
    ],
    couponIds: [coupon.couponId],
    points: 'most' as const,
  };
  const { quote, problems } = await lin.ok('previewCart', asked);
  expect(problems).toEqual([]);
  expect(quote.trace).toEqual([
    { label: '商品原价', fen: 10_370 },
    { label: '银卡会员95折', fen: -518 },
    { label: '满90减10', fen: -1_000 },
    { label: '优惠券 · 5元无门槛券', fen: -500 },
    { label: '积分抵扣', fen: -200 },
    { label: '配送费', fen: 600 },
  ]);
  expect(quote).toMatchObject({ payableFen: 8_752, earned: 81 });
  expect(quote.lines.map(({ payFen }) => payFen)).toEqual([4_693, 2_751, 708]);

  const { orderId } = await shop.place(lin, asked);
  await shop.pay(lin, orderId);
  await zhou.ok('acceptOrder', shop.of(STORE, orderId));
  const picked = [{ lineId: 'l1', qty: 2 }];
  const done = await zhou.ok('finishPick', { ...shop.of(STORE, orderId), picked });
  expect(done.refundFen).toBe(1_565);
  await shop.settleRefunds();
  const [refund] = await chain.rowsOf('refunds');
  expect(refund).toMatchObject({ amountFen: 1_565, pointsBack: 39, pointsTaken: 16 });
  const mine = await lin.ok('getAssets', {});
  expect(mine.points).toMatchObject({ spendable: 39, pending: 65 });
  expect(await shop.broken({ swept: true })).toEqual([]);
});
