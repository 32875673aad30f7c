/** Goods that travel and the people who move them, on phones. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { staff } from '../../scripts/seed/demo/people';
import { asHq } from './hq';
import { startMiniWorld, type MiniWorld } from './miniprogram-world';
import { goToTill, home } from './shopping';

let world: MiniWorld;
beforeAll(async () => {
  world = await startMiniWorld();
});
afterAll(async () => {
  await world.close();
});

const [manager] = staff;
if (!manager) throw new Error('the seed has no people');

test('an address is saved on the way to the till, and the order is brought there', async () => {
  const shopper = await world.open({ openid: 'oShopperNew', at: home });
  await goToTill(shopper, [1, 3]);
  await shopper.tap('送货上门');
  await shopper.tap('选择收货地址');
  await shopper.tap('新增地址');
  await shopper.tap('保存');
  await shopper.sees('请填写收货人');
  await shopper.top('input').nth(0).fill('周末');
  await shopper.top('input').nth(1).fill('19900000199');
  await shopper.tap('在地图上选择');
  await shopper.tap('林悦家');
  await shopper.top('input').nth(2).fill('3 幢 101');
  await shopper.tap('保存');
  await shopper.tap(/3 幢 101/);
  await shopper.sees(/送达$/);
  await shopper.tap('提交订单');
  await shopper.tap('确认支付');
  await shopper.tap('拒绝');
  await shopper.tap('查看订单');

  const clerk = await world.open({ openid: manager.openid, page: 'pages/work/index' });
  await clerk.tap(/^接单$/);
  await clerk.tap(/^备货$/);
  await clerk.top('[class*="wc-act"]').first().click();
  await clerk.tap('全部备齐');
  await clerk.tap(/^备货完成$/);
  await clerk.tap(/^出发配送$/);
  await clerk.tap(/^已送达$/);
  await shopper.sees('已完成');
  expect(await shopper.problems()).toEqual([]);
  expect(await clerk.problems()).toEqual([]);
});

test('a shop asks headquarters for goods, once', async () => {
  const clerk = await world.open({
    openid: manager.openid,
    page: 'packages/staff/stock/index?pick=request',
  });
  await clerk.top('.one').first().click();
  await clerk.run(`wx.redirectTo({ url: '/packages/staff/request/index' })`);
  await clerk.sees('提交给总部');
  await clerk.top('[aria-label="加一件"]').first().click();
  await clerk.tap('提交给总部');
  await clerk.sees('待审批');
  await clerk.run(`wx.navigateTo({ url: '/packages/staff/request/index' })`);
  await clerk.sees('要点什么');
  expect(await clerk.problems()).toEqual([]);
});

test('a wrong invitation is told; the one from headquarters binds a person to the shop', async () => {
  const phone = await world.open({ openid: 'oNobody', page: 'packages/me/bind/index' });
  const code = phone.top('input');
  const bind = phone.text(/^绑定$/);
  await code.fill('123');
  await bind.click();
  await phone.sees('邀请码至少 6 位');
  await code.fill('NOSUCHCODE99');
  await bind.click();
  await phone.sees('邀请码不对或已过期');
  await code.fill(await invite());
  await bind.click();
  await phone.sees('工作台');
  await phone.sees('扫码交货');
  expect(await phone.problems()).toEqual([]);
});

/** Headquarters adds a picker to the first shop and gets the code for the phone. */
async function invite(): Promise<string> {
  const person = { name: '季夏', phone: '19900000277', roles: ['picker' as const] };
  const { inviteCode } = await asHq(world.product.url)('saveStaff', { storeId: 'hz01', ...person });
  if (!inviteCode) throw new Error('no invitation came back');
  return inviteCode;
}
