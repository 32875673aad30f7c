/** The story of an order's price, as the shopper and the shop's clerk open it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { staff } from '../../scripts/seed/demo/people';
import { startMiniWorld, type MiniWorld, type Phone } from './miniprogram-world';
import { goToTill, home, pay, untilRefunded } from './shopping';

let world: MiniWorld;
beforeAll(async () => {
  world = await startMiniWorld();
});
afterAll(async () => {
  await world?.close();
});

const [manager] = staff;
if (!manager) throw new Error('the seed has no manager');
/** For who wants to look: `PICTURES=/tmp/x npx vitest …`. */
const folder = process.env['PICTURES'];
const picture = async (phone: Phone, name: string): Promise<void> => {
  if (folder) await phone.page.screenshot({ path: `${folder}/${name}.png` });
};

test('a shopper reads where every fen comes from and where it went; a clerk reads the same', async () => {
  const shopper = await world.open({ openid: 'oWantsToKnow', at: home });
  await goToTill(shopper, [1, 4, 4]);
  await pay(shopper);
  await shopper.tap('价格明细');
  await shopper.sees('每件商品');
  await shopper.sees(/^商品原价合计 ¥[\d.]+$/);
  await shopper.sees(/^在线支付 ¥[\d.]+$/);
  await shopper.sees(/^2 件，每件 ¥[\d.]+$/);
  await picture(shopper, 'shopper');
  await shopper.top('[aria-label="关闭"]').first().click();

  const clerk = await world.open({ openid: manager.openid, page: 'pages/work/index', pad: true });
  // Opened before it is accepted: an accepted order leaves this queue.
  await clerk.top('[class*="wc-no"]').first().click();
  await clerk.tap('价格明细');
  // The goods behind every sum, for who is asked across the counter.
  await clerk.sees(/^商品原价合计 ¥[\d.]+：.+×\d/);
  await picture(clerk, 'clerk');
  expect(await clerk.problems()).toEqual([]);
  expect(await shopper.problems()).toEqual([]);
});

test('a cancelled order tells each piece given back, and by what', async () => {
  const shopper = await world.open({ openid: 'oGivesBack', at: home });
  await goToTill(shopper, [1]);
  await pay(shopper);
  await shopper.tap('取消订单');
  await shopper.page.getByRole('dialog', { name: '取消这笔订单？' }).getByText('取消订单').click();
  await shopper.sees('已取消');
  await untilRefunded(world, shopper);
  await shopper.sees(/^微信退回 ¥[\d.]+/);
  await shopper.tap('价格明细');
  await shopper.sees('已退');
  await shopper.sees('你取消了订单 · 已退回');
  await picture(shopper, 'refunded');
  expect(await shopper.problems()).toEqual([]);
});
