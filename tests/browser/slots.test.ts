/** A shop that works by slots: the second shopper finds the last place of a slot gone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { staff } from '../../scripts/seed/demo/people';
import { asHq } from './hq';
import { startMiniWorld, type MiniWorld } from './miniprogram-world';
import { picture } from './picture';
import { goToTill, home } from './shopping';

let world: MiniWorld;
beforeAll(async () => {
  world = await startMiniWorld();
});
afterAll(async () => {
  await world?.close();
});
const [manager] = staff;
if (!manager) throw new Error('the seed has no manager');

test('a slot that was taken meanwhile is told, and another one is chosen', async () => {
  const hq = asHq(world.product.url);
  const { version } = await hq('getStoreHq', { storeId: 'hz01' });
  const pickup = { lenMin: 30 as const, capacity: 1, daysAhead: 1 };
  await hq('setSlots', { storeId: 'hz01', version, slots: { pickup, delivery: null } });

  const first = await world.open({ openid: 'oTakesTheSlot', at: home });
  const second = await world.open({ openid: 'oComesSecond', at: home });
  for (const phone of [first, second]) {
    await goToTill(phone, [1]);
    await phone.sees('取货时间');
  }
  const earliest = '今天 11:30–12:00';
  await first.sees(earliest);
  await second.sees(earliest);
  await first.tap('取货时间');
  await first.sees('什么时候来取');
  await picture(first, 'slots-sheet');
  await first.top('[aria-label="关闭"]').first().click();
  await first.tap('提交订单');
  await first.sees('确认支付');

  await second.tap('提交订单');
  await second.sees('这个时段刚刚约满了，请换一个时间');
  await second.tap('知道了');
  await second.sees('今天 12:00–12:30');
  await picture(second, 'slots-next');
  await second.tap('提交订单');
  await second.tap('确认支付');
  await second.tap('允许');
  await second.tap('查看订单');
  await second.sees('已通知门店，等店员接单');

  const clerk = await world.open({ openid: manager.openid, page: 'pages/work/index' });
  await clerk.sees(/约 .*12:00–12:30/);
  await picture(clerk, 'slots-work');
  for (const phone of [first, second, clerk]) expect(await phone.problems()).toEqual([]);
});
