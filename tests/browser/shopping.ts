/** What shoppers do on the way to the till, for tests that begin there. */
import { expect } from 'vitest';
import { shoppers } from '../../scripts/seed/demo/people';
import type { MiniWorld, Phone } from './miniprogram-world';

const [lin] = shoppers;
if (!lin) throw new Error('the seed has no shoppers');
/** A home near the first shop. */
export const home = { latitude: lin.lat, longitude: lin.lng };

/** From a first start to the till with one piece of each of these rows of the shelf. */
export async function goToTill(phone: Phone, rows: readonly number[]): Promise<void> {
  await phone.tap('同意并继续');
  await phone.tap('全部分类');
  await phone.sees('在本店搜商品');
  for (const row of rows) await phone.top('[aria-label="加一件"]').nth(row).click();
  await phone.tap('去购物车');
  await phone.tap(/^去结算\(/);
  await phone.sees('提交订单');
}

/** Places the order and pays; ends on the order's page. */
export async function pay(phone: Phone): Promise<void> {
  await phone.tap('提交订单');
  await phone.tap('确认支付');
  await phone.tap('允许');
  await phone.tap('查看订单');
  await phone.sees('已通知门店，等店员接单');
}

/** The timers run until the open order's page says that the money is back. */
export async function untilRefunded({ product }: MiniWorld, phone: Phone): Promise<void> {
  await product.runTimer('dispatchOutbox');
  const back = async (): Promise<boolean> => {
    // The company is asked again later and later, so time has to pass.
    await product.clock.jump(10 * 60_000);
    await product.runTimer('timeoutOrders');
    await phone.run('getCurrentPages().at(-1).load()');
    return phone.text(/已原路退回$/).isVisible();
  };
  await expect.poll(back, { interval: 500, timeout: 30_000 }).toBe(true);
}
