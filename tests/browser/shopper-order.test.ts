/** Orders that do not go straight: paid later, never paid, called off, changed under one's hands. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asHq, type AskHq } from './hq';
import { startMiniWorld, type MiniWorld, type Phone } from './miniprogram-world';
import { goToTill, home, pay, untilRefunded } from './shopping';

const MINUTE_MS = 60_000;

let world: MiniWorld;
let hq: AskHq;
beforeAll(async () => {
  world = await startMiniWorld();
  hq = asHq(world.product.url);
});
afterAll(async () => {
  await world?.close();
});

const shopper = (openid: string): Promise<Phone> => world.open({ openid, at: home });

test('a payment fails, is called off, and is made later from the list of orders', async () => {
  const phone = await shopper('oPaysLater');
  await goToTill(phone, [1]);
  await phone.tap('提交订单');
  await phone.tap('模拟支付失败');
  await phone.sees('这次没有付成功，钱没有扣');
  await phone.tap('微信支付');
  await phone.page.getByRole('dialog', { name: '微信支付' }).getByLabel('关闭').click();
  await phone.sees('你还没有付款，商品先给你留着');
  await phone.tap('先看看订单');
  await phone.sees('付款后门店就开始备货');

  await phone.run(`wx.switchTab({ url: '/pages/orders/index' })`);
  await phone.tap('去支付');
  await phone.tap('确认支付');
  // What one is asked for has a name.
  await phone.sees('取货与配送提醒');
  await phone.tap('拒绝');
  await phone.sees('付款成功');
  await phone.tap('查看订单');
  await phone.sees('已通知门店，等店员接单');
  await phone.run(`wx.switchTab({ url: '/pages/orders/index' })`);
  await phone.sees('没有更多了');
  expect(await phone.top('.oc-shots').count()).toBe(1);
  expect(await phone.problems()).toEqual([]);
});

test('the phone has paid before the shop hears of it: the page waits, and finds out', async () => {
  const phone = await shopper('oPaysSlowly');
  await goToTill(phone, [4]);
  await phone.tap('提交订单');
  await phone.tap('模拟结果晚到');
  await phone.tap('允许');
  await phone.sees('正在确认付款');
  await world.product.clock.jump(MINUTE_MS);
  await phone.sees('付款成功');
  expect(await phone.problems()).toEqual([]);
});

test('an order nobody pays is taken back in time, and nothing is owed', async () => {
  const phone = await shopper('oNeverPays');
  await goToTill(phone, [3]);
  await phone.tap('提交订单');
  await phone.page.getByRole('dialog', { name: '微信支付' }).getByLabel('关闭').click();
  await phone.tap('先看看订单');
  await world.product.clock.jump(16 * MINUTE_MS);
  await world.product.runTimer('timeoutOrders');
  await phone.sees('没有付款，不会扣钱');
  await phone.tap('再来一单');
  await phone.sees(/^去结算\(1\)$/);
  expect(await phone.problems()).toEqual([]);
});

test('a paid order is called off, and the money is seen to come back', async () => {
  const phone = await shopper('oChangesMind');
  await goToTill(phone, [1]);
  await pay(phone);
  const ask = phone.page.getByRole('dialog', { name: '取消这笔订单？' });
  await phone.tap('取消订单');
  await ask.getByText('再想想').click();
  await ask.waitFor({ state: 'detached' });
  await phone.sees('已通知门店，等店员接单');
  await phone.tap('取消订单');
  await ask.getByText('取消订单').click();
  await phone.sees('已取消');
  await phone.sees(/正在原路退回$/);
  await untilRefunded(world, phone);
  await phone.sees(/^¥\d+\.\d\d 已原路退回$/);
  await phone.sees('你取消了订单 · 已退回');
  expect(await phone.problems()).toEqual([]);
});

test('at the till a price rises and goods run out: both are told, and one tap mends the cart', async () => {
  const phone = await shopper('oAtTheTill');
  await goToTill(phone, [4, 6]);
  const lines = await phone.run<{ skuId: string; title: string; listPriceFen: number }[]>(
    'getCurrentPages().at(-1).data.preview.quote.lines',
  );
  const [dearer, gone] = lines;
  if (!dearer || !gone) throw new Error('two lines were put in');
  const listing = { storeId: 'hz01', special: null };
  const storePriceFen = dearer.listPriceFen + 10;
  await hq('setListing', { ...listing, skuId: dearer.skuId, onShelf: true, storePriceFen });
  await phone.tap('提交订单');
  await phone.sees(/^应付从 ¥[\d.]+ 变为 ¥[\d.]+，确认后请再次提交。$/);
  await phone.tap('知道了');

  await hq('setListing', { ...listing, skuId: gone.skuId, onShelf: false, storePriceFen: null });
  await phone.tap('提交订单');
  await phone.tap('知道了');
  await phone.tap(/^移除$/);
  await phone.text(gone.title).waitFor({ state: 'hidden' });
  await pay(phone);
  expect(await phone.problems()).toEqual([]);
});

test('the network goes as the order is sent: sending again places one order', async () => {
  const phone = await shopper('oOnTheTrain');
  await goToTill(phone, [1]);
  await phone.run('window.__phone.change({ online: false })');
  await phone.tap('提交订单');
  await phone.sees('网络不稳，再点一次不会重复下单');
  await phone.run('window.__phone.change({ online: true })');
  await pay(phone);
  await phone.run(`wx.switchTab({ url: '/pages/orders/index' })`);
  await phone.sees('没有更多了');
  expect(await phone.top('.oc-shots').count()).toBe(1);
  expect(await phone.problems()).toEqual([]);
});
