/** After-sales on the phones of a shopper and of two shops: applied for, decided, brought to another shop. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { staff } from '../../scripts/seed/demo/people';
import { startMiniWorld, type MiniWorld, type Phone } from './miniprogram-world';
import { goToTill, home, pay } from './shopping';

let world: MiniWorld;
beforeAll(async () => {
  world = await startMiniWorld();
});
afterAll(async () => {
  await world?.close();
});

const [here, , , there] = staff;
if (!here || !there) throw new Error('the seed has no managers of two shops');
const at = (openid: string, page: string, pad = false): Promise<Phone> =>
  world.open({ openid, page, pad });

/** With PICTURES set, what a page looks like there. */
const shot = async ({ page }: Phone, name: string): Promise<void> => {
  const dir = process.env['PICTURES'];
  if (dir) await page.screenshot({ path: `${dir}/${name}.png` });
};

/** Bought, picked and handed over; ends on the order's page. */
async function collected(openid: string, rows: readonly number[]): Promise<Phone> {
  const shopper = await world.open({ openid, at: home });
  await goToTill(shopper, rows);
  await pay(shopper);
  const clerk = await at(here?.openid ?? '', 'pages/work/index');
  await clerk.tap(/^接单$/);
  await clerk.tap(/^备货$/);
  await clerk.top('[class*="wc-act"]').first().click();
  await clerk.tap('全部备齐');
  await clerk.tap(/^备货完成$/);
  await shopper.sees('到店出示取货码');
  const code = await shopper.run<string>('getCurrentPages().at(-1).data.order.pickupCode');
  await clerk.run(`wx.navigateTo({ url: '/packages/staff/handover/index' })`);
  await clerk.top('input').fill(code);
  await clerk.tap(/^核对$/);
  await clerk.sees('可以交货');
  await shopper.sees('谢谢光临，欢迎再来');
  expect(await clerk.problems()).toEqual([]);
  await clerk.page.context().close();
  return shopper;
}

test('something was missing: the refund is known to the fen, the manager agrees, the money is on its way', async () => {
  const shopper = await collected('oMissesOne', [1, 4]);
  await shopper.tap('申请售后');
  await shopper.top('[aria-label="加一件"]').first().click();
  await shopper.tap('少了东西');
  await shopper.sees('商品不用退回');
  await shopper.sees(/^微信退回 ¥/);
  const fen = await shopper.run<number>('getCurrentPages().at(-1).data.preview.refund.refundFen');
  await shopper.tap('提交申请');
  await shopper.tap('允许');
  await shopper.sees('门店正在处理，请稍等');

  const manager = await at(here?.openid ?? '', 'packages/staff/cases/index', true);
  await manager.tap('仅退款 · 少了东西');
  await manager.sees('申请金额');
  await manager.tap(/^同意$/);
  await manager.page.getByRole('dialog').getByText('同意', { exact: true }).click();
  await manager.sees('已退款');
  await shopper.sees(/正在原路退回$/);
  const refunded = await shopper.run<number>('getCurrentPages().at(-1).data.it.refundFen');
  expect(refunded).toBe(fen);
  expect(fen).toBeGreaterThan(0);
  expect(await shopper.problems()).toEqual([]);
  expect(await manager.problems()).toEqual([]);
});

test('refused with a reason, put before headquarters, and withdrawn after all', async () => {
  const shopper = await collected('oAppeals', [1]);
  await shopper.tap('申请售后');
  await shopper.top('[aria-label="加一件"]').first().click();
  await shopper.tap('质量问题');
  await shopper.sees(/^微信退回 ¥/);
  await shopper.tap('提交申请');
  await shopper.tap('允许');
  await shopper.sees('门店正在处理，请稍等');
  const manager = await at(here?.openid ?? '', 'packages/staff/cases/index');
  await manager.tap('仅退款 · 质量问题');
  await manager.tap(/^拒绝$/);
  await manager.sees('拒绝要写明原因，顾客会看到');
  await manager.top('input').fill('商品已经吃完');
  await manager.tap(/^拒绝$/);
  await manager.sees('未通过');
  await shopper.sees('商品已经吃完');
  await shopper.tap('向总部申诉');
  await shopper.top('input').fill('只尝了一口');
  await shopper.tap('提交申诉');
  await shopper.sees('已转总部处理，请稍等');
  await shopper.tap('撤销申请');
  await shopper.page.getByRole('dialog').getByText('撤销', { exact: true }).click();
  await shopper.sees('你已撤销这次申请');
  expect(await shopper.problems()).toEqual([]);
  expect(await manager.problems()).toEqual([]);
});

test('goods are brought to another shop: it takes them in by the number and they are refunded', async () => {
  const shopper = await collected('oBringsBack', [1, 1]);
  await shopper.tap('申请售后');
  await shopper.top('[aria-label="加一件"]').first().click();
  await shopper.top('[aria-label="加一件"]').first().click();
  await shopper.tap('不想要了');
  await shopper.sees('带到任意一家门店或寄回，验收后退款');
  await shopper.sees(/^微信退回 ¥/);
  await shopper.tap('提交申请');
  await shopper.tap('允许');
  await shopper.sees('门店正在处理，请稍等');
  const manager = await at(here?.openid ?? '', 'packages/staff/cases/index');
  await manager.tap('退货退款 · 不想要了');
  await manager.tap(/^同意$/);
  await manager.page.getByRole('dialog').getByText('同意', { exact: true }).click();
  await manager.sees('待退回');
  await shopper.sees('到任意门店出示退货码');
  const no = await shopper.run<string>('getCurrentPages().at(-1).data.it.no');

  const other = await at(there?.openid ?? '', 'packages/staff/cases/index');
  await other.sees('没有待处理的售后');
  await other.top('input').fill(no);
  await other.tap('查找');
  await other.sees('验收商品');
  await other.top('[aria-label="加一件"]').nth(1).click();
  await other.tap('完成验收');
  await other.sees('有商品不收，请写明原因');
  await other.top('input').fill('一件已经拆封');
  await other.tap('完成验收');
  await other.sees(/^已验收，退款 ¥/);
  await shopper.sees(/正在原路退回$/);
  await shopper.sees(/收下 1 件，退还顾客 1 件/);
  expect(await shopper.problems()).toEqual([]);
  expect(await other.problems()).toEqual([]);
});

/** One white pixel: what a camera would give. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==',
  'base64',
);

test('a faulty piece, shown in a photo, is exchanged over the counter; no money moves', async () => {
  const shopper = await collected('oExchanges', [1]);
  await shopper.tap('申请售后');
  await shopper.top('[aria-label="加一件"]').first().click();
  await shopper.tap('质量问题');
  await shopper.tap(/^换货$/);
  await shopper.sees(/同意后门店把新的留好/);
  const [chooser] = await Promise.all([
    shopper.page.waitForEvent('filechooser'),
    shopper.top('[aria-label="添加照片"]').click(),
  ]);
  await chooser.setFiles({ name: 'faulty.png', mimeType: 'image/png', buffer: PHOTO });
  await shopper.top('[aria-label="删除第 1 张照片"]').waitFor();
  await shot(shopper, 'exchange-apply');
  await shopper.tap('提交申请');
  await shopper.tap('允许');
  await shopper.sees('门店正在处理，请稍等');
  const manager = await at(here?.openid ?? '', 'packages/staff/cases/index');
  await manager.tap('换货 · 质量问题');
  await manager.top('[aria-label="查看第 1 张照片"]').waitFor();
  await shot(manager, 'exchange-desk');
  await manager.tap(/^同意$/);
  await manager.page.getByRole('dialog').getByText('同意', { exact: true }).click();
  await manager.sees('待换货');
  await shopper.sees('到店出示换货码');
  await shot(shopper, 'exchange-code');
  await manager.sees('验收商品');
  await manager.top('[aria-label="加一件"]').first().click();
  await manager.tap('验收并换货');
  await manager.sees('已换货');
  await shopper.sees('已换好，如有问题可以再次申请');
  await shot(shopper, 'exchange-done');
  expect(await shopper.problems()).toEqual([]);
  expect(await manager.problems()).toEqual([]);
});
