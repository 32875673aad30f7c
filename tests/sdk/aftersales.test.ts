import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_POLICY } from '#shared/domain/aftersales/policy';
import { DAY_MS, HOUR_MS } from '#shared/domain/time';
import { shoppers, staff } from '../../scripts/seed/demo/people';
import { requestId, startChain, type Chain, type Person } from './chain-world';
import { shopping } from './shopping';

/** After-sales through gateway, functions, the unmodified SDK and the payment company. */
const STORE = 'hz01';
let chain: Chain;
let shop: ReturnType<typeof shopping>;
let lin: Person;
let zhou: Person;
let other: Person;
let otherStore = '';

const openidOf = (people: readonly { name: string; openid: string }[], name: string): string =>
  people.find((one) => one.name === name)?.openid ?? '';

beforeAll(async () => {
  chain = await startChain();
  shop = shopping(chain);
  lin = chain.mini(openidOf(shoppers, '林悦'));
  zhou = chain.mini(openidOf(staff, '周沁'));
  for (const { openid } of staff) {
    const person = chain.mini(openid);
    const { staff: who } = await person.ok('whoAmI', {});
    const far = who?.stores.find(
      ({ storeId, roles }) => storeId !== STORE && roles.includes('storeManager'),
    );
    if (!far) continue;
    other = person;
    otherStore = far.storeId;
  }
  if (otherStore === '') throw new Error('the demo has one shop only');
});
afterAll(async () => {
  await chain?.close();
});

/** Bought, paid, picked and handed over. */
async function sold(goods: readonly { skuId: string; qty: number }[]): Promise<string> {
  const { orderId } = await shop.place(lin, {
    storeId: STORE,
    mode: 'pickup',
    lines: [...goods],
    points: 'most',
  });
  await shop.pay(lin, orderId);
  await zhou.ok('acceptOrder', shop.of(STORE, orderId));
  await zhou.ok('finishPick', { ...shop.of(STORE, orderId), picked: [] });
  const { pickupCode } = await lin.ok('getOrder', { orderId });
  const code = pickupCode ?? '';
  await zhou.ok('redeemPickup', { requestId: requestId(), storeId: STORE, code });
  return orderId;
}
const goods = async (n: number, qty: number) =>
  (await shop.plenty(lin, STORE)).slice(0, n).map(({ skuId }) => ({ skuId, qty }));

async function apply(orderId: string, lineId: string, kind: 'refundOnly' | 'return') {
  const lines = [{ lineId, qty: 1 }];
  const reason = kind === 'return' ? 'unwanted' : 'quality';
  const { refund } = await lin.ok('previewRefund', { orderId, reason, lines });
  const expectedFen = refund?.refundFen ?? 0;
  const asked = { requestId: requestId(), orderId, kind, reason, lines, expectedFen } as const;
  return { ...(await lin.ok('applyAfterSale', asked)), fen: expectedFen };
}
const yes = (caseId: string) => ({
  requestId: requestId(),
  storeId: STORE,
  caseId,
  approve: true,
  text: '',
});

describe('after-sales', () => {
  test('an order goes back piece by piece, mixed up, and adds up to what was paid', async () => {
    const orderId = await sold(await goods(3, 2));
    const before = await lin.ok('getOrder', { orderId });
    const order = ['l2', 'l1', 'l3', 'l1', 'l3', 'l2'];
    let told = 0;
    for (const lineId of order) {
      const { caseId, fen } = await apply(orderId, lineId, 'refundOnly');
      const { refundFen } = await zhou.ok('decideAfterSale', yes(caseId));
      expect(refundFen).toBe(fen);
      told += fen;
    }
    const after = await lin.ok('getOrder', { orderId });
    expect(told).toBe(before.payableFen);
    expect(after.refundedFen).toBe(before.payableFen);
    const { lines } = await lin.ok('previewRefund', { orderId });
    expect(lines.map(({ free }) => free)).toEqual([0, 0, 0]);
    await shop.settleRefunds();
    const { items } = await lin.ok('listMyAfterSales', { orderId });
    expect(items.map(({ refund }) => refund)).toEqual(order.map(() => 'done'));
    expect(await shop.broken()).toEqual([]);
  });

  test('goods bought here come back there: that shop’s shelf has them', async () => {
    const [good] = await goods(1, 1);
    if (!good) throw new Error('nothing on the shelf');
    const { skuId } = good;
    const orderId = await sold([good]);
    const { caseId, fen } = await apply(orderId, 'l1', 'return');
    expect(await zhou.ok('decideAfterSale', yes(caseId))).toMatchObject({ refundFen: 0 });
    const { no } = await lin.ok('getAfterSale', { caseId });
    const { case: seen } = await other.ok('getStoreAfterSale', { storeId: otherStore, no });
    expect(seen.caseId).toBe(caseId);
    const there = (await chain.rowsOf('stock')).find(({ _id }) => _id === `${otherStore}:${skuId}`);
    const back = {
      requestId: requestId(),
      storeId: otherStore,
      caseId,
      lines: [{ lineId: 'l1', sellable: 1, damaged: 0, refused: 0 }],
    };
    const done = { status: 'refunded', refundFen: fen, restocked: 1, handed: 0 };
    expect(await other.ok('receiveReturn', back)).toEqual(done);
    // The same request sent again after a lost answer is the same return.
    expect(await other.ok('receiveReturn', back)).toEqual(done);
    const stock = await shop.stock(`${otherStore}:${skuId}`);
    expect(stock.available).toBe((there?.available ?? 0) + 1);
    await shop.settleRefunds();
    expect(await shop.broken()).toEqual([]);
  });

  test('two applications for one piece at the same moment: one case', async () => {
    const orderId = await sold(await goods(1, 1));
    const lines = [{ lineId: 'l1', qty: 1 }];
    const { refund } = await lin.ok('previewRefund', { orderId, lines });
    const ask = () =>
      lin.call('applyAfterSale', {
        requestId: requestId(),
        orderId,
        kind: 'refundOnly',
        reason: 'damaged',
        lines,
        expectedFen: refund?.refundFen ?? 0,
      });
    const replies = await Promise.all([ask(), ask(), ask()]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('a shop that does not answer loses the case to headquarters', async () => {
    const orderId = await sold(await goods(1, 1));
    const { caseId } = await apply(orderId, 'l1', 'refundOnly');
    await chain.timer('escalateSla');
    expect(await lin.ok('getAfterSale', { caseId })).toMatchObject({ level: 0, late: false });
    await chain.product.clock.jump(30 * HOUR_MS);
    await chain.timer('escalateSla');
    expect(await lin.ok('getAfterSale', { caseId })).toMatchObject({ level: 1, late: true });
    // Signed in only now: the hours that passed would have ended it.
    const hq = await chain.hq('admin');
    const mine = await hq.ok('listAfterSalesHq', { view: 'mine' });
    expect(mine.items.map((one) => one.caseId)).toContain(caseId);
    const answer = { requestId: requestId(), caseId, approve: true, text: '抱歉久等' };
    expect(await hq.ok('decideAfterSaleHq', answer)).toMatchObject({ status: 'refunded' });
  });

  test('a stricter policy holds for orders placed after it, not before', async () => {
    const old = await sold(await goods(1, 1));
    const hq = await chain.hq('admin');
    const { version } = await hq.ok('getAfterSalesPolicy', {});
    const { auto } = DEFAULT_POLICY;
    await hq.ok('saveAfterSalesPolicy', {
      policy: {
        ...DEFAULT_POLICY,
        faultDays: 1,
        categories: [],
        auto: { ...auto, reasons: [...auto.reasons] },
      },
      version,
    });
    await chain.product.clock.jump(20_000);
    const young = await sold(await goods(1, 1));
    await chain.product.clock.jump(2 * DAY_MS);
    const { lines } = await lin.ok('previewRefund', { orderId: young });
    expect(lines).toMatchObject([{ free: 0, why: '已过售后期限' }]);
    const { caseId } = await apply(old, 'l1', 'refundOnly');
    expect(caseId).not.toBe('');
  });
});
