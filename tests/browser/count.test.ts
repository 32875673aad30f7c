/** Two people count a shelf while a shopper buys from it; the manager signs; the books are right. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../scripts/lib/live-orders';
import { staff } from '../../scripts/seed/demo/people';
import { asHq, type AskHq } from './hq';
import { startMiniWorld, type MiniWorld, type Phone } from './miniprogram-world';
import { picture } from './picture';
import { goToTill, home, pay } from './shopping';

let world: MiniWorld;
let hq: AskHq;
beforeAll(async () => {
  world = await startMiniWorld();
  hq = asHq(world.product.url);
});
afterAll(async () => {
  await world?.close();
});

const [manager, picker] = staff;
if (!manager || !picker) throw new Error('the seed has no people of the first shop');
const storeId = 'hz01';
const piecesOf = async (skuId: string): Promise<number> => {
  const { items } = await must(world.product, manager.openid, 'listStock', { storeId });
  return items.find((item) => item.skuId === skuId)?.onHand ?? -1;
};
/** What a scanner in the hand does: types the code and presses Enter. */
async function beep(phone: Phone, code: string): Promise<void> {
  const field = phone.top('[aria-label="条码"] input, input[aria-label="条码"]').first();
  await field.fill(code);
  await field.press('Enter');
}

test('a sheet is counted by scanner on the Pad while one of the goods is sold', async () => {
  const pad = await world.open({
    openid: picker.openid,
    page: 'packages/staff/counts/index',
    pad: true,
  });
  await pad.tap('新建盘点');
  await pad.sees('盘哪些商品');
  const { categories } = await must(world.product, picker.openid, 'countScopes', { storeId });
  const [smallest] = categories.toSorted((a, b) => a.count - b.count);
  if (!smallest) throw new Error('the shop has no categories');
  await pad.tap(smallest.name);
  await picture(pad, 'count-scope');
  await pad.tap('开始盘点');
  await pad.sees('没数的');
  await pad.top('.one').first().waitFor();
  const lines = await pad.run<{ skuId: string; barcode: string }[]>(
    'getCurrentPages().at(-1).data.lines',
  );
  const [first] = lines;
  if (!first) throw new Error('an empty sheet');
  const onHand = await piecesOf(first.skuId);

  // Two pieces are missing: the scanner beeps once, the number is typed.
  await beep(pad, first.barcode);
  await pad.sees('记下 1');
  await beep(pad, first.barcode);
  await pad.sees('记下 2');
  await pad
    .top('.hand input')
    .first()
    .fill(String(onHand - 2));
  await pad.top('.hand input').first().blur();
  await pad.tap(`记下 ${onHand - 2}`);
  await pad.tap('数过的');
  await pad.sees('我数的');
  await picture(pad, 'count-wall');

  // Meanwhile the shop goes on: two arrive, one is eaten up, none of it touches what was counted.
  const entry = { requestId: 'while-counting-00001', storeId, reason: '' };
  const moves = [
    { kind: 'receive' as const, qty: 2 },
    { kind: 'issue' as const, qty: 1 },
  ];
  for (const { kind, qty } of moves)
    await must(world.product, manager.openid, 'recordStock', {
      ...entry,
      requestId: `while-counting-${kind}`,
      kind,
      lines: [{ skuId: first.skuId, qty }],
    });

  await pad.tap('数完了，交单');
  if (lines.length > 1) {
    await pad.sees(/还有 \d+ 种没数/);
    await pad.tap(/^跳过$/);
  }
  await pad.sees('等店长审核');

  const phone = await world.open({ openid: manager.openid, page: 'packages/staff/counts/index' });
  await picture(phone, 'count-list');
  await phone.tap(smallest.name);
  await phone.sees('审核过账');
  await phone.sees(`应有 ${onHand} 实有 ${onHand - 2}`);
  await picture(phone, 'count-review');
  await phone.tap('审核过账');
  await phone.sees('已过账');
  expect(await piecesOf(first.skuId)).toBe(onHand - 2 + 1);
  const { items } = await hq('listCountsHq', { storeId });
  expect(items[0]).toMatchObject({ status: 'posted', by: picker.name });
  expect(await pad.problems()).toEqual([]);
  expect(await phone.problems()).toEqual([]);
});

test('without a network the count goes on, and arrives when it is back', async () => {
  const phone = await world.open({ openid: picker.openid, page: 'packages/staff/counts/index' });
  await phone.tap('新建盘点');
  await phone.sees('盘哪些商品');
  await phone.tap('全店');
  await phone.tap('开始盘点');
  await phone.top('.one').first().waitFor();
  const [line] = await phone.run<{ skuId: string; barcode: string }[]>(
    'getCurrentPages().at(-1).data.lines',
  );
  if (!line) throw new Error('an empty sheet');
  await phone.page.route('**/*', (route) => route.abort());
  await beep(phone, line.barcode);
  await phone.tap(/^记下 1/);
  await phone.sees(/1 个计数待发送/);
  await picture(phone, 'count-offline');
  await phone.page.unroute('**/*');
  await expect.poll(() => phone.text(/计数待发送/).isVisible(), { timeout: 30_000 }).toBe(false);
  const countId = await phone.run<string>('getCurrentPages().at(-1).data.countId');
  const sheet = await must(world.product, picker.openid, 'getCount', { storeId, countId });
  expect(sheet.items.find(({ skuId }) => skuId === line.skuId)?.mine).toBe(1);
});

test('goods near their day: a case comes in with a date, and is written off when past', async () => {
  const phone = await world.open({ openid: picker.openid, page: 'packages/staff/stock/index' });
  await phone.top('.one').first().click();
  await phone.sees('录入库存');
  await phone.sees('到期日（选填）');
  await picture(phone, 'record-day');
  const shopper = await world.open({ openid: 'oBuysWhileCounted', at: home });
  await goToTill(shopper, [1]);
  await pay(shopper);
  const { items } = await must(world.product, picker.openid, 'listStock', { storeId });
  const some = items.find(({ available }) => available > 3);
  if (!some) throw new Error('nothing there');
  await must(world.product, picker.openid, 'recordStock', {
    requestId: 'arrives-with-a-date-1',
    storeId,
    kind: 'receive',
    reason: '',
    lines: [{ skuId: some.skuId, qty: 3, day: '2026-11-19' }],
  });
  await phone.run(`wx.redirectTo({ url: '/packages/staff/expiring/index' })`);
  await phone.sees('已过期 1 天');
  await picture(phone, 'expiring');
  await phone.tap('报损');
  await phone.sees('2026-11-19 到期');
  expect(await phone.problems()).toEqual([]);
});
