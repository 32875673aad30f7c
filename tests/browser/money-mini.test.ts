/** Money on the phones of a shopper and a clerk: the wallet filled, a cart with every kind of benefit, the till. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shoppers, staff } from '../../scripts/seed/demo/people';
import { startMiniWorld, type MiniWorld, type Phone } from './miniprogram-world';
import { goToTill, home } from './shopping';

let world: MiniWorld;
beforeAll(async () => {
  world = await startMiniWorld('demo');
});
afterAll(async () => {
  await world?.close();
});

const [manager] = staff;
const wang = shoppers.find(({ name }) => name === '王欣');
const lin = shoppers.find(({ name }) => name === '林悦');
if (!manager || !wang || !lin) throw new Error('the seed has no people');

const go = (phone: Phone, page: string): Promise<void> =>
  phone.run(`wx.reLaunch({ url: '/${page}' })`);
const data = <T>(phone: Phone, path: string): Promise<T> =>
  phone.run<T>(`getCurrentPages().at(-1).data.${path}`);
const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 30_000 });

interface Quote {
  payableFen: number;
  points: number;
  tender: { providerFen: number; principalFen: number; bonusFen: number };
  trace: { label: string; fen: number }[];
}

test('a shopper tops up, then buys with campaign, coupon, points and wallet, and sees every fen', async () => {
  const phone = await world.open({ openid: wang.openid, at: home });
  await phone.tap('同意并继续');
  await phone.sees('武林广场店');
  await go(phone, 'packages/me/wallet/index');
  await phone.sees('可用余额');
  const before = await data<number>(phone, 'wallet.totalFen');
  await phone.tap(/^充值 /);
  await phone.tap('确认支付');
  // ¥100 with ¥10 on top.
  await soon(() => data<number>(phone, 'wallet.totalFen')).toBe(before + 11_000);
  await phone.sees('+¥110');
  await go(phone, 'packages/me/points/index');
  await phone.sees('可用积分');
  const points = await data<number>(phone, 'points.spendable');

  await go(phone, 'packages/me/coupons/index');
  // 满 39 减 6, which goes together with 满减.
  await phone.top('.tk-ticket').filter({ hasText: '满 39 减 6' }).getByText('领取').click();
  await phone.sees(/领到了/);
  await go(phone, 'packages/shop/shelf/index');
  await phone.sees('在本店搜商品');
  for (const row of [1, 3, 4, 5]) await phone.top('[aria-label="加一件"]').nth(row).click();
  await phone.tap('去购物车');
  await phone.tap(/^去结算\(/);
  await phone.sees('提交订单');
  await phone.top('[aria-label="用积分抵扣"]').click();
  await phone.sees(/^用 \d+ 积分抵 ¥/);
  await phone.top('[aria-label="用余额支付"]').click();
  await phone.sees(/^本单用 ¥/);

  const quote = await data<Quote>(phone, 'preview.quote');
  expect(quote.trace.reduce((fen, one) => fen + one.fen, 0)).toBe(quote.payableFen);
  const labels = quote.trace.map(({ label }) => label);
  expect(labels).toContain('优惠券 · 满 39 减 6');
  expect(labels).toContain('积分抵扣');
  expect(labels).toContain('满59减6');
  expect(quote.tender.providerFen).toBe(0);
  await phone.tap('明细');
  await phone.sees('价格明细');
  await phone.run('getCurrentPages().at(-1).onCloseSheet()');
  await phone.tap('提交订单');
  // The wallet pays it all: nobody is asked for more money.
  await phone.sees('付款成功');
  await phone.tap('查看订单');
  await phone.sees('优惠券 · 满 39 减 6');
  await phone.sees('余额 · 本金');
  await phone.sees(/^完成后得 \d+ 积分/);

  await go(phone, 'packages/me/wallet/index');
  await soon(() => data<number>(phone, 'wallet.totalFen')).toBe(before + 11_000 - quote.payableFen);
  await go(phone, 'packages/me/points/index');
  await soon(() => data<number>(phone, 'points.spendable')).toBe(points - quote.points);
  expect(await phone.problems()).toEqual([]);
});

test('coupons are chosen by hand, the wallet pays what it has, and WeChat the rest', async () => {
  const phone = await world.open({ openid: lin.openid, at: home });
  await goToTill(phone, [1, 2, 3, 4, 5, 6, 7]);
  const { payableFen } = await data<Quote>(phone, 'preview.quote');
  await phone.tap('优惠券');
  await phone.tap('不使用优惠券');
  await soon(() => data<string[]>(phone, 'preview.couponIds')).toEqual([]);
  const without = await data<Quote>(phone, 'preview.quote');
  expect(without.payableFen).toBeGreaterThanOrEqual(payableFen);
  await phone.tap('自动选最省的');
  await soon(() => data<number>(phone, 'preview.quote.payableFen')).toBe(payableFen);
  await phone.run('getCurrentPages().at(-1).onCloseSheet()');
  await phone.top('[aria-label="用余额支付"]').click();
  await phone.sees(/^本单用 ¥/);
  const { tender } = await data<Quote>(phone, 'preview.quote');
  expect(tender.providerFen).toBeGreaterThan(0);
  expect(tender.principalFen + tender.bonusFen).toBe(11_000);
  await phone.tap('提交订单');
  await phone.tap('确认支付');
  await phone.tap('允许');
  await phone.sees('付款成功');
  await phone.sees(/余额付/);
  expect(await phone.problems()).toEqual([]);
});

test('what is missing to a benefit is told, and goods that fill it are one tap away', async () => {
  const phone = await world.open({ openid: 'oFillsUp', at: home });
  await goToTill(phone, [4]);
  const before = await data<Quote>(phone, 'preview.quote');
  expect(before.trace.map(({ label }) => label)).not.toContain('满59减6');
  await phone.tap('去凑单');
  const sheet = phone.top('.sh-sheet');
  await sheet.locator('[aria-label="加一件"]').first().click();
  await phone.tap('好了');
  await soon(async () => {
    const { trace } = await data<Quote>(phone, 'preview.quote');
    return trace.map(({ label }) => label);
  }).toContain('满59减6');
  expect(await phone.problems()).toEqual([]);
});

describe('at the till', () => {
  test('a member is known by the code, money goes onto the wallet, and back out of it', async () => {
    const shopper = await world.open({ openid: 'oPaysCash', page: 'packages/me/member/index' });
    await shopper.sees(/秒后自动更新/);
    const code = await data<string>(shopper, 'code');
    const clerk = await world.open({ openid: manager.openid, page: 'packages/staff/member/index' });
    await clerk.top('.code input').fill('not-a-member-code');
    await clerk.tap(/^识别会员$/);
    await clerk.sees('没有找到这个会员码，请让顾客刷新后重试');
    await clerk.top('.code input').fill(code);
    await clerk.tap(/^识别会员$/);
    await clerk.sees('普通会员');
    await clerk.top('.plan').nth(1).click();
    await clerk.tap(/^收款/);
    await clerk.tap('已收到');
    await clerk.sees('充值到账');
    expect(await data<object>(clerk, 'done')).toEqual({
      payFen: 30_000,
      bonusFen: 4_000,
      totalFen: 34_000,
    });
    await go(shopper, 'packages/me/wallet/index');
    await shopper.sees('门店充值');
    expect(await data<number>(shopper, 'wallet.totalFen')).toBe(34_000);

    await clerk.tap('下一位');
    await clerk.tap('今天的充值');
    await clerk.tap(/^可退/);
    await clerk.top('.why input').fill('充错了');
    await clerk.tap('确认退储值');
    await clerk.sees('从钱箱退 ¥300。');
    await clerk.tap('知道了');
    await clerk.sees('已退');
    await go(shopper, 'packages/me/wallet/index');
    await shopper.sees('可用余额');
    await soon(() => data<number>(shopper, 'wallet.totalFen')).toBe(0);
    expect(await clerk.problems()).toEqual([]);
    expect(await shopper.problems()).toEqual([]);
  });

  test('a special of the own shop is set within the band, and seen on the product', async () => {
    const clerk = await world.open({
      openid: manager.openid,
      page: 'packages/staff/special/index',
    });
    await clerk.top('.one').nth(5).click();
    await clerk.sees('立即生效');
    const chosen = await data<{
      skuId: string;
      listPriceFen: number;
      storePriceFen: number | null;
    }>(clerk, 'chosen');
    const price = clerk.top('.field input').first();
    await price.fill('0.01');
    await clerk.tap('立即生效');
    await clerk.sees(/^价格要在¥.*之间，请调整$/);
    const fen = (chosen.storePriceFen ?? chosen.listPriceFen) - 10;
    await price.fill((fen / 100).toFixed(2));
    await clerk.tap('新品尝鲜');
    await clerk.tap('立即生效');
    await clerk.sees(/^新品尝鲜 · /);
    // Shops read prices anew every few seconds of the world's time.
    await world.product.clock.jump(60_000);
    const shopper = await world.open({
      openid: 'oSeesSpecial',
      page: `packages/shop/product/index?skuId=${chosen.skuId}&storeId=hz01`,
    });
    await shopper.sees('加入购物车');
    expect(await data<number>(shopper, 'product.priceFen')).toBe(fen);
    await shopper.sees(/新品尝鲜 · /);
    expect(await clerk.problems()).toEqual([]);
  });

  test('an exchange coupon is redeemed for the goods the clerk names', async () => {
    const shopper = await world.open({ openid: 'oSwaps', page: 'packages/me/coupons/index' });
    await shopper.top('.tk-ticket').filter({ hasText: '换购' }).getByText('领取').click();
    await shopper.sees(/领到了/);
    await go(shopper, 'packages/me/coupons/index?tab=unused');
    await shopper.tap('出示');
    await shopper.sees(/秒后自动更新/);
    const code = await data<string>(shopper, 'code');
    const clerk = await world.open({ openid: manager.openid, page: 'packages/staff/redeem/index' });
    await clerk.top('.sum input').fill('50');
    await clerk.top('.code input').fill(code);
    await clerk.tap('查看能省多少');
    await clerk.sees('兑换哪一件');
    await clerk.tap('确认核销');
    await clerk.sees('先选顾客兑换的是哪一件');
    await clerk.top('.chip').first().click();
    await soon(() => data<number>(clerk, 'saveFen')).toBeGreaterThan(0);
    await clerk.tap('确认核销');
    await clerk.sees('核销成功');
    expect(await clerk.problems()).toEqual([]);
  });

  test('a shop gives coupons of its own: what is missing is told, then it is made', async () => {
    const clerk = await world.open({
      openid: manager.openid,
      page: 'packages/staff/coupons/index',
    });
    await clerk.tap('发一张本店的券');
    await clerk.tap(/^发券$/);
    await clerk.sees('给券起个名字');
    const field = (at: number) => clerk.top('.field input').nth(at);
    await field(0).fill('街坊券');
    await field(1).fill('3');
    await field(2).fill('20');
    await clerk.tap(/^发券$/);
    await clerk.sees('满20元可用');
    const [made] = await data<{ templateId: string; status: string }[]>(clerk, 'items');
    expect(['pending', 'active']).toContain(made?.status);
    expect(await clerk.problems()).toEqual([]);
  });

  test('headquarters is asked for a campaign, and the request is taken back', async () => {
    const clerk = await world.open({
      openid: manager.openid,
      page: 'packages/staff/campaigns/index',
      pad: true,
    });
    await clerk.sees('零食限时折扣');
    await clerk.tap('申请总部资源');
    await clerk.sees('想做什么活动');
    await clerk.tap('提交给总部');
    await clerk.sees('写上需要多少预算，至少 1 元');
    await clerk.top('.field input').nth(1).fill('500');
    await clerk.top('.field input').nth(2).fill('周末人多');
    await clerk.tap('提交给总部');
    await clerk.sees('向总部的申请');
    await clerk.tap('撤回');
    await clerk.page.getByRole('dialog').getByText('撤回', { exact: true }).click();
    await clerk.sees('已撤回');
    expect(await clerk.problems()).toEqual([]);
  });
});

describe.each([
  ['phone', false],
  ['pad', true],
] as const)('on a %s', (_, pad) => {
  test('who has nothing yet sees zeros and the way on; without network every page says so', async () => {
    const phone = await world.open({
      openid: `oOwnsNothing${pad}`,
      page: 'packages/me/wallet/index',
      pad,
    });
    await phone.sees('还没有记录');
    for (const [page, says] of [
      ['points', '可用积分'],
      ['level', '普通会员'],
      ['card', '还没有开通'],
    ] as const) {
      await go(phone, `packages/me/${page}/index`);
      await phone.sees(says);
      const spare = await phone.run<number>(
        `(() => { const page = document.querySelector('.ph-page:not([hidden])');
          return page.clientWidth - page.scrollWidth; })()`,
      );
      expect(spare).toBe(0);
    }
    await phone.run(`wx.setStorageSync('store', { storeId: 'hz01', name: '', byHand: true })`);
    await phone.run('window.__phone.change({ online: false })');
    for (const page of [
      'packages/me/wallet/index',
      'packages/me/points/index',
      'packages/me/level/index',
      'packages/me/card/index',
      'packages/me/member/index',
      'packages/shop/campaign/index',
      'packages/staff/campaigns/index',
      'packages/staff/topups/index',
      'packages/staff/special/index',
      'packages/staff/coupons/index',
      'packages/staff/ask/index',
    ]) {
      await go(phone, page);
      await phone.sees('没有连上网络');
    }
    expect(await phone.problems()).toEqual([]);
  });
});
