/** Shops that are closed, people without permission, no network, nothing there: each says what it is. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staff } from '../../scripts/seed/demo/people';
import { asHq, type AskHq } from './hq';
import { startMiniWorld, type MiniWorld, type Phone } from './miniprogram-world';
import { goToTill, home } from './shopping';

let world: MiniWorld;
let hq: AskHq;
beforeAll(async () => {
  world = await startMiniWorld();
  hq = asHq(world.product.url);
});
afterAll(async () => {
  await world?.close();
});

const [manager, , cashier] = staff;
if (!manager || !cashier) throw new Error('the seed has no staff');
const sizes = [
  ['phone', false],
  ['pad', true],
] as const;

async function goes(phone: Phone, page: string): Promise<void> {
  await phone.run(`wx.reLaunch({ url: '/${page}' })`);
}
/** Nothing may stick out to the side, on any page that was looked at. */
async function fits(phone: Phone): Promise<void> {
  const spare = await phone.run<number>(
    `(() => { const page = document.querySelector('.ph-page:not([hidden])');
      return page.clientWidth - page.scrollWidth; })()`,
  );
  expect(spare).toBe(0);
}

test('a shop that pauses says why at once, and a shop that serves is one tap away', async () => {
  const phone = await world.open({ openid: 'oAtPausedShop', at: home });
  await goToTill(phone, [1]);
  const { version } = await hq('getStoreHq', { storeId: 'hz01' });
  const pause = { storeId: 'hz01', to: 'paused', reason: '冷柜检修' } as const;
  const paused = await hq('changeStoreStatus', { ...pause, version });
  await phone.tap('提交订单');
  await phone.tap('知道了');
  await phone.sees(/现在不接单/);
  // The list of shops is read anew every few seconds of the world's time.
  await world.product.clock.jump(60_000);
  await phone.tap(/^换一家$/);
  await phone.sees('暂停接单：冷柜检修');
  expect(await phone.top('.sc-store .tag-warn').first().innerText()).toBe('暂停接单');
  await fits(phone);

  await goes(phone, 'pages/home/index');
  await phone.sees('暂停接单：冷柜检修');
  expect(await phone.top('.lamp.lit').count()).toBe(0);
  await goes(phone, 'packages/shop/product/index?skuId=sku_031&storeId=hz01');
  await phone.sees('暂停接单：冷柜检修');
  await goes(phone, 'pages/home/index');
  await phone.tap('换过去');
  await phone.sees(/现在可以下单|营业中/);
  const open = { storeId: 'hz01', to: 'open', reason: '修好了' } as const;
  await hq('changeStoreStatus', { ...open, version: paused.version });
  await world.product.clock.jump(60_000);
  expect(await phone.problems()).toEqual([]);
});

describe.each(sizes)('on a %s', (_, pad) => {
  test('without network every page says so, shows no figure nobody counted, and comes back', async () => {
    const phone = await world.open({ openid: manager.openid, page: 'pages/me/index', pad });
    await phone.sees('进入工作台');
    await phone.run(`wx.setStorageSync('privacyConsent', 'no')`);
    await phone.run(`wx.setStorageSync('store', { storeId: 'hz01', name: '', byHand: true })`);
    await phone.run('window.__phone.change({ online: false })');
    for (const page of [
      'pages/home/index',
      'pages/orders/index',
      'pages/work/index',
      'packages/shop/product/index?skuId=sku_031&storeId=hz01',
      'packages/shop/shelf/index',
      'packages/staff/stock/index',
      'packages/staff/transfers/index',
      'packages/staff/requests/index',
      'packages/staff/alerts/index',
      'packages/me/coupons/index',
      'packages/me/addresses/index',
    ]) {
      await goes(phone, page);
      await phone.sees('没有连上网络');
      await fits(phone);
    }
    await goes(phone, 'pages/me/index');
    await phone.sees('待付款');
    expect(await phone.top('.figure .big').allInnerTexts()).toEqual(['–', '–', '–']);
    await goes(phone, 'packages/staff/transfers/index');
    await phone.sees('没有连上网络');
    await phone.run('window.__phone.change({ online: true })');
    await phone.tap('重新加载');
    await phone.sees('没有要发的调拨');
    expect(await phone.problems()).toEqual([]);
  });

  test('who may not is told so, and led to where they may', async () => {
    const clerk = await world.open({
      openid: cashier.openid,
      page: 'packages/staff/record/index',
      pad,
    });
    await clerk.sees('只有店长和拣货员可以录入库存');
    await fits(clerk);
    await goes(clerk, 'packages/staff/request/index');
    await clerk.sees('要货由店长提交');

    const stranger = await world.open({
      openid: `oStranger${pad}`,
      page: 'packages/staff/stock/index',
      pad,
    });
    await stranger.sees('这里要有权限才能看');
    await fits(stranger);
    await stranger.tap('绑定店员身份');
    await stranger.sees(/邀请码/);
    await goes(stranger, 'pages/work/index');
    await stranger.sees('还不是店员');
    expect(await clerk.problems()).toEqual([]);
    expect(await stranger.problems()).toEqual([]);
  });

  test('where nothing is yet, the page says what comes there and how', async () => {
    const phone = await world.open({ openid: `oFresh${pad}`, page: 'pages/cart/index', pad });
    await phone.sees('购物车是空的');
    await fits(phone);
    for (const [page, says] of [
      ['pages/orders/index', '这里还没有订单'],
      ['packages/me/coupons/index?tab=unused', '还没有可用的券'],
      ['packages/me/addresses/index', '还没有收货地址'],
    ] as const) {
      await goes(phone, page);
      await phone.sees(says);
      await fits(phone);
    }
    expect(await phone.problems()).toEqual([]);
  });
});

test('at night a closed shop says when it opens, and what is open is offered', async () => {
  const night = Date.parse('2026-11-20T15:30:00Z');
  await world.product.clock.set(night);
  const phone = await world.open({ openid: 'oAtNight', at: home });
  await phone.tap('同意并继续');
  await phone.sees('武林广场店');
  await phone.run(
    `wx.setStorageSync('store', { storeId: 'hz03', name: '文三路店', byHand: true })`,
  );
  await goes(phone, 'pages/home/index');
  await phone.sees(/^已打烊，明天 08:00开门$/);
  await phone.sees('换过去');
  await goes(phone, 'packages/shop/product/index?skuId=sku_031&storeId=hz03');
  await phone.sees(/^已打烊，/);
  await phone.sees('现在不接单');
  await goes(phone, 'packages/shop/shelf/index');
  await phone.sees('这家店现在不接单，可以先看看价格');
  expect(await phone.problems()).toEqual([]);
});
