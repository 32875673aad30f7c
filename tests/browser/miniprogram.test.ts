/** A shopper and a clerk on the real local system: from "which shop" to the goods handed over. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shoppers, staff } from '../../scripts/seed/demo/people';
import { startMiniWorld, type MiniWorld, type Phone } from './miniprogram-world';

let world: MiniWorld;
beforeAll(async () => {
  world = await startMiniWorld();
});
afterAll(async () => {
  await world.close();
});

const [lin] = shoppers;
const [manager] = staff;
if (!lin || !manager) throw new Error('the seed has no people');
const home = { latitude: lin.lat, longitude: lin.lng };

/** Puts the first goods of the shelf into the cart and pays; ends on the order's page. */
async function buy(phone: Phone): Promise<void> {
  await phone.tap('全部分类');
  await phone.sees('在本店搜商品');
  await phone.top('[aria-label="加一件"]').nth(1).click();
  await phone.top('[aria-label="加一件"]').nth(3).click();
  await phone.tap('去购物车');
  await phone.tap(/^去结算/);
  await phone.tap('提交订单');
  await phone.tap('确认支付');
  await phone.tap('允许');
  await phone.sees('付款成功');
  await phone.tap('查看订单');
}

describe('a shopper', () => {
  test('is shown the nearest shop that serves now, buys there, and the clerk hands it over', async () => {
    const shopper = await world.open({ openid: lin.openid, at: home });
    await shopper.tap('同意并继续');
    await shopper.sees('武林广场店');
    await shopper.sees(/^\d+ 米$/);
    await buy(shopper);
    await shopper.sees('已通知门店，等店员接单');

    const clerk = await world.open({ openid: manager.openid, page: 'pages/work/index' });
    await clerk.tap(/^接单$/);
    await clerk.sees('没有待接的订单');
    await clerk.tap(/^备货$/);
    await clerk.top('[class*="wc-act"]').first().click();
    await clerk.sees(/备货 0\/2/);
    await clerk.tap('全部备齐');
    // The first mark says that picking has begun.
    await shopper.sees('门店正在备货');
    await clerk.tap(/^备货完成$/);
    await clerk.sees('扫码交货');

    // The shopper's page finds out by itself, within its five seconds.
    await shopper.sees('备好了，出示取货码就能取走');
    const code = await shopper.run<string>('getCurrentPages().at(-1).data.order.pickupCode');
    await clerk.tap('扫码交货');
    await clerk.top('.code input').fill(code);
    await clerk.tap(/^核对$/);
    await clerk.sees('可以交货');
    await shopper.sees('谢谢光临，欢迎再来');

    // The same code a second time.
    await clerk.tap('下一位');
    await clerk.top('.code input').fill(code);
    await clerk.tap(/^核对$/);
    await clerk.sees('这笔订单已经取走了');
    expect(await shopper.problems()).toEqual([]);
    expect(await clerk.problems()).toEqual([]);
  });

  test('who refuses the position chooses by city, and keeps the cart of each shop', async () => {
    const phone = await world.open({ openid: shoppers[1]?.openid ?? '' });
    await phone.tap('不同意，只浏览');
    await phone.tap('选择门店');
    await phone.sees('没有位置权限，按城市选店也可以');
    await phone.tap(/^杭州市 · /);
    await phone.tap('武林广场店');
    await phone.sees('本店在售');
    await phone.top('[aria-label="加一件"]').first().click();
    await phone.tap('换一家');
    await phone.tap('湖滨银泰店');
    await phone.sees(/购物车里的 1 件会留着/);
    await phone.tap('换店');
    await phone.sees('湖滨银泰店');
    await phone.run(`wx.switchTab({ url: '/pages/cart/index' })`);
    await phone.sees('其他门店的购物车');
    await phone.tap('切换');
    await phone.sees(/^去结算\(1\)$/);
    expect(await phone.problems()).toEqual([]);
  });

  test('sees what went wrong and can try again when the network is gone', async () => {
    const phone = await world.open({ openid: lin.openid, at: home, page: 'pages/orders/index' });
    await phone.sees('武林广场店');
    await phone.run('window.__phone.change({ online: false })');
    await phone.tap('待付款');
    await phone.sees('没有连上网络');
    await phone.run('window.__phone.change({ online: true })');
    await phone.tap('重新加载');
    await phone.sees('这里还没有订单');
    expect(await phone.problems()).toEqual([]);
  });
});

describe('a clerk', () => {
  test('keeps working through a lost network: taps wait and are sent once', async () => {
    const shopper = await world.open({ openid: lin.openid, at: home });
    await shopper.tap('同意并继续');
    await shopper.sees('武林广场店');
    await buy(shopper);
    const clerk = await world.open({ openid: manager.openid, page: 'pages/work/index', pad: true });
    await clerk.sees('拒单');
    await clerk.run('window.__phone.change({ online: false })');
    await clerk.tap(/^接单$/);
    await clerk.sees('接单 · 待发送');
    await clerk.sees('1 个操作待发送');
    await clerk.run('window.__phone.change({ online: true })');
    await clerk.sees('没有待接的订单');
    await shopper.sees(/^店员正在备货/);
    expect(await clerk.problems()).toEqual([]);
  });

  test('redeems a coupon claimed on the phone, once', async () => {
    const shopper = await world.open({ openid: lin.openid, page: 'packages/me/coupons/index' });
    await shopper.tap('领取');
    await shopper.sees(/领到了/);
    await shopper.run(`wx.redirectTo({ url: '/packages/me/coupons/index?tab=unused' })`);
    await shopper.tap('出示');
    await shopper.sees(/秒后自动更新/);
    const code = await shopper.run<string>('getCurrentPages().at(-1).data.code');

    const clerk = await world.open({ openid: manager.openid, page: 'packages/staff/redeem/index' });
    await clerk.top('.sum input').fill('50');
    await clerk.top('.code input').fill(code);
    await clerk.tap('查看能省多少');
    await clerk.tap('确认核销');
    await clerk.sees('核销成功');
    await clerk.tap('下一位');
    await clerk.top('.sum input').fill('50');
    await clerk.top('.code input').fill(code);
    await clerk.tap('查看能省多少');
    await clerk.sees('这张券已经用过了');
    expect(await clerk.problems()).toEqual([]);
  });

  test('books goods that came in', async () => {
    const clerk = await world.open({ openid: manager.openid, page: 'packages/staff/stock/index' });
    await clerk.top('.one').first().click();
    await clerk.sees('录入库存');
    const stepper = clerk.top('[aria-label="加一件"]').first();
    await stepper.click();
    await clerk.tap(/^核对$/);
    await clerk.tap('供应商到货');
    await clerk.tap('确认入账');
    await clerk.sees('已入账');
    const [line] = await clerk.run<{ before: number; after: number }[]>(
      'getCurrentPages().at(-1).data.done.lines',
    );
    expect(line?.after).toBe((line?.before ?? 0) + 2);
    expect(await clerk.problems()).toEqual([]);
  });
});
