/** Goods that are short, travel, come in, go out and are counted, on the phones of two shops. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { staff } from '../../scripts/seed/demo/people';
import { asHq, type AskHq } from './hq';
import { startMiniWorld, type MiniWorld, type Phone } from './miniprogram-world';
import { goToTill, home, pay, untilRefunded } from './shopping';

let world: MiniWorld;
let hq: AskHq;
beforeAll(async () => {
  world = await startMiniWorld();
  hq = asHq(world.product.url);
});
afterAll(async () => {
  await world?.close();
});

const [here, , , there] = staff;
if (!here || !there) throw new Error('the seed has no managers of two shops');
const at = (person: { openid: string }, page: string, pad = false): Promise<Phone> =>
  world.open({ openid: person.openid, page, pad });
const less = (phone: Phone, row: number) => phone.top('[aria-label="减一件"]').nth(row);
const more = (phone: Phone, row: number) => phone.top('[aria-label="加一件"]').nth(row);

interface Spare {
  skuId: string;
  onHand: number;
  /** Its row on the stock page. */
  row: number;
}
/** Goods with pieces to spare that no order holds, as the open stock page shows them. */
async function spare(phone: Phone): Promise<Spare[]> {
  await phone.top('.one').first().waitFor();
  const items = await phone.run<{ skuId: string; onHand: number; available: number }[]>(
    'getCurrentPages().at(-1).data.items',
  );
  return items.flatMap(({ skuId, onHand, available }, row) =>
    available >= 6 && available === onHand ? [{ skuId, onHand, row }] : [],
  );
}

test('what is missing is noted while picking, and the shopper sees the money come back', async () => {
  const shopper = await world.open({ openid: 'oGetsLess', at: home });
  await goToTill(shopper, [1, 4, 4]);
  await pay(shopper);
  const clerk = await at(here, 'pages/work/index');
  await clerk.tap(/^接单$/);
  await clerk.tap(/^备货$/);
  await clerk.top('[class*="wc-act"]').first().click();
  await clerk.sees('全部备齐');
  const wanted = await clerk.top('[class*="wp-qty"]').allInnerTexts();
  expect(wanted.toSorted()).toEqual(['×1', '×2']);
  // Of two pieces one says how many were found; a single one is gone at once.
  await clerk.top('[class*="wp-lack"]').nth(wanted.indexOf('×2')).click();
  await less(clerk, 0).click();
  await clerk.sees('缺 1 件');
  await clerk.top('[class*="wp-lack"]').first().click();
  await clerk.tap('备货完成（有缺货）');
  await clerk.sees('有商品没备齐');
  await clerk.tap('确认完成');
  await clerk.sees('要 2 件，备到 1 件');

  await shopper.sees(/^门店缺货 2 件，¥[\d.]+ 正在原路退回$/);
  await untilRefunded(world, shopper);
  await shopper.run(`wx.switchTab({ url: '/pages/orders/index' })`);
  await shopper.sees(/退款/);
  expect(await clerk.problems()).toEqual([]);
  expect(await shopper.problems()).toEqual([]);
});

test('a transfer leaves short and arrives damaged: both shops and headquarters know', async () => {
  const giver = await at(here, 'packages/staff/stock/index');
  const [one, other] = await spare(giver);
  if (!one || !other) throw new Error('the first shop has nothing to spare');
  const lines = [one, other].map(({ skuId }) => ({ skuId, qty: 5 }));
  const shops = { fromStoreId: 'hz01', toStoreId: 'hz02' };
  await hq('createTransfer', { ...shops, lines, reason: '周末备货' });

  await giver.run(`wx.redirectTo({ url: '/packages/staff/transfers/index' })`);
  await giver.tap('给 湖滨银泰店');
  await less(giver, 0).click();
  await giver.tap('确认发货');
  await giver.sees(/少发 1。确认这样提交？$/);
  await giver.tap('确认提交');
  await giver.sees('批准 5 · 发 4');

  const taker = await at(there, 'packages/staff/transfers/index', true);
  await taker.tap('要收进');
  await taker.tap('来自 武林广场店');
  await taker.sees('确认收货');
  // Of the second goods five were sent: one is broken, one never came.
  await less(taker, 2).click();
  await less(taker, 2).click();
  await more(taker, 3).click();
  await taker.sees('路上少了 1');
  await taker.tap('确认收货');
  await taker.sees(/破损 1、少 1。确认这样提交？$/);
  await taker.tap('确认提交');
  await taker.sees('破损 1 · 丢失 1');
  await taker.sees('收到完好 3');

  const { items } = await hq('listTransfersHq', {});
  const found = items.find(({ reason }) => reason === '周末备货');
  expect(
    found?.lines.map(({ skuId, shipped, received, damaged, lost }) => [
      skuId,
      { shipped, received, damaged, lost },
    ]),
  ).toEqual([
    [one.skuId, { shipped: 4, received: 4, damaged: 0, lost: 0 }],
    [other.skuId, { shipped: 5, received: 3, damaged: 1, lost: 1 }],
  ]);
  expect(await giver.problems()).toEqual([]);
  expect(await taker.problems()).toEqual([]);
});

test.each([
  ['出库', '试吃', (was: number) => was - 2],
  ['报损', '破损', (was: number) => was - 2],
  ['盘点', '例行盘点', () => 2],
])('%s: looked over, booked, and shown before and after', async (kind, reason, expected) => {
  const clerk = await at(here, 'packages/staff/stock/index');
  const [item] = await spare(clerk);
  if (!item) throw new Error('nothing to book');
  await clerk.top('.one').nth(item.row).click();
  await clerk.sees('录入库存');
  await clerk.tap(kind);
  await more(clerk, 0).click();
  await clerk.tap(/^核对$/);
  await clerk.tap(reason);
  await clerk.tap('确认入账');
  await clerk.sees('已入账');
  const done = await clerk.run<{ lines: { before: number; after: number }[] }>(
    'getCurrentPages().at(-1).data.done',
  );
  expect(done.lines).toMatchObject([{ before: item.onHand, after: expected(item.onHand) }]);
  expect(await clerk.problems()).toEqual([]);
});

test('more than there is cannot go out: nothing is booked, and the sheet stays', async () => {
  const clerk = await at(here, 'packages/staff/stock/index');
  const [item] = await spare(clerk);
  if (!item) throw new Error('nothing to book');
  await clerk.top('.one').nth(item.row).click();
  await clerk.tap('报损');
  await clerk
    .top('input')
    .first()
    .fill(String(item.onHand + 1));
  await clerk.top('input').first().blur();
  await clerk.tap(/^核对$/);
  await clerk.tap('破损');
  await clerk.tap('确认入账');
  await clerk.top('.note-danger').waitFor();
  await clerk.run(`wx.redirectTo({ url: '/packages/staff/stock/index' })`);
  const after = (await spare(clerk)).find(({ skuId }) => skuId === item.skuId);
  expect(after?.onHand).toBe(item.onHand);
  expect(await clerk.problems()).toEqual([]);
});
