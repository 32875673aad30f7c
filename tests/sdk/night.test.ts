import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, addDays, businessDayOf } from '#shared/domain/time';
import { staff } from '../../scripts/seed/demo/people';
import { WEDNESDAY_TEN, requestId, startChain, until, type Chain } from './chain-world';
import { shopping } from './shopping';

/** The day goes into the books at night, and alerts go on from them. */
let chain: Chain;
beforeAll(async () => {
  chain = await startChain();
});
afterAll(async () => {
  await chain?.close();
});

const storeId = 'hz01';
const today = businessDayOf(WEDNESDAY_TEN);
const demand = async () =>
  new Map((await chain.rowsOf('demand')).map((doc) => [doc._id, doc] as const));
/** The platform's clock may have begun already: then there is nothing left to do. */
const close = (day: string) =>
  until(`${day} closed`, async () => {
    const result = await chain.timer('closeDay');
    return result.day === day && !result.more;
  });

test('a day of selling makes every history one day longer, once', async () => {
  const shop = shopping(chain);
  const lin = chain.mini('oNightOwl');
  const [item, gone] = await shop.plenty(lin, storeId);
  if (!item || !gone) throw new Error('nothing to sell');
  const lines = [{ skuId: item.skuId, qty: 2 }];
  const { orderId } = await shop.place(lin, { storeId, mode: 'pickup', lines });
  await shop.pay(lin, orderId);
  await chain.timer('dispatchOutbox');

  // The other one is sold out (written off) at 16:00.
  await chain.product.clock.jump(6 * HOUR_MS);
  const clerk = staff.find(({ grants }) =>
    grants.some((grant) => grant.storeId === storeId && grant.role === 'storeManager'),
  );
  await chain.mini(clerk?.openid ?? '').ok('recordStock', {
    requestId: requestId(),
    storeId,
    kind: 'count',
    lines: [{ skuId: gone.skuId, qty: 0 }],
    reason: '盘点',
  });

  const before = await demand();
  const books = new Map((await chain.rowsOf('salesDays')).map((doc) => [doc._id, doc]));
  await chain.product.clock.jump(WEDNESDAY_TEN + DAY_MS - chain.product.clock.now());
  await close(today);
  const after = await demand();
  expect([...after.keys()]).toEqual(expect.arrayContaining([...before.keys()]));
  for (const [id, { from, sold, outHours, pricePct }] of after) {
    expect([id, addDays(from, sold.length - 1)]).toEqual([id, today]);
    expect([outHours.length, pricePct.length]).toEqual([sold.length, sold.length]);
    expect(sold.slice(0, -1)).toEqual(before.get(id)?.sold ?? []);
    const [shopId = '', skuId = ''] = id.split(':');
    expect(sold.at(-1)).toBe(books.get(`${shopId}:${today}`)?.skus[skuId]?.n ?? 0);
  }
  expect(after.get(`${storeId}:${item.skuId}`)?.sold.at(-1)).toBeGreaterThanOrEqual(2);
  // Open until 22:00; the seed opened the books at ten: six of the twelve hours since.
  expect(after.get(`${storeId}:${gone.skuId}`)?.outHours.at(-1)).toBe(8);

  expect(await chain.timer('closeDay')).toMatchObject({ appended: 0, begun: 0, more: false });
  expect(await demand()).toEqual(after);
  const alerts = await chain.timer('checkStockAlerts');
  expect(alerts.open).toBeGreaterThan(0);
  const out = (await chain.rowsOf('alerts')).find(({ _id }) => _id === `${storeId}:${gone.skuId}`);
  expect(out).toMatchObject({ level: 'out', status: 'open' });
  expect(out?.perDay).toBeGreaterThan(0);
}, 60_000);

test('a world that jumps three days ahead has every day in its histories', async () => {
  const before = await demand();
  await chain.product.clock.jump(3 * DAY_MS);
  await close(addDays(today, 3));
  for (const [id, { sold }] of await demand())
    expect([id, sold.length]).toEqual([id, (before.get(id)?.sold.length ?? 0) + 3]);
}, 60_000);
