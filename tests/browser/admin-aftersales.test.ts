/** Headquarters and after-sales: what waits for it, its answer, the policy and its versions. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buy, must } from '../../scripts/lib/live-orders';
import { shoppers, staff } from '../../scripts/seed/demo/people';
import { startAdminWorld, type AdminPage, type AdminWorld } from './admin-world';

let world: AdminWorld;
let owner: AdminPage;
const [lin] = shoppers;
const [manager] = staff;
if (!lin || !manager) throw new Error('the seed has no people');
const storeId = 'hz01';

beforeAll(async () => {
  world = await startAdminWorld();
  await appealed();
  owner = await world.open('/after-sales?view=mine');
});
afterAll(() => world?.close());

let step = 0;
const requestId = (): string => `admin-aftersales-${String((step += 1)).padStart(8, '0')}`;

/** A case the shop refused and the shopper put before headquarters. */
async function appealed(): Promise<void> {
  const { product } = world;
  const { items } = await must(product, lin?.openid ?? '', 'listShelf', { storeId, limit: 60 });
  const good = items.find(({ stock }) => stock === 'plenty');
  const lines = [{ skuId: good?.skuId ?? '', qty: 1 }];
  const shopper = lin?.openid ?? '';
  const clerk = manager?.openid ?? '';
  const { orderId } = await buy(product, shopper, 'case', { storeId, mode: 'pickup', lines });
  const of = () => ({ requestId: requestId(), storeId, orderId });
  await must(product, clerk, 'acceptOrder', of());
  await must(product, clerk, 'finishPick', { ...of(), picked: [] });
  const { pickupCode } = await must(product, shopper, 'getOrder', { orderId });
  const code = pickupCode ?? '';
  await must(product, clerk, 'redeemPickup', { requestId: requestId(), storeId, code });
  const asked = { orderId, lines: [{ lineId: 'l1', qty: 1 }] };
  const { refund } = await must(product, shopper, 'previewRefund', asked);
  const { caseId } = await must(product, shopper, 'applyAfterSale', {
    ...asked,
    requestId: requestId(),
    kind: 'refundOnly',
    reason: 'damaged',
    expectedFen: refund?.refundFen ?? 0,
  });
  const no = { requestId: requestId(), storeId, caseId, approve: false, text: '包装完好' };
  await must(product, clerk, 'decideAfterSale', no);
  const text = '外层完好，里面压坏了';
  await must(product, shopper, 'appealAfterSale', { requestId: requestId(), caseId, text });
}

test('an appeal waits for headquarters, is read and answered', async () => {
  const { page, errors } = owner;
  await page.getByText('申诉中').first().click();
  await page.getByText('申诉：外层完好，里面压坏了').waitFor();
  await page.getByRole('button', { name: '拒绝', exact: true }).click();
  await page.getByText('拒绝要写明原因，顾客会看到').waitFor();
  await page.locator('[name=reply]').fill('抱歉，给你退款');
  await page.getByRole('button', { name: /^同意退/ }).click();
  await page.getByText('没有等总部处理的售后').waitFor();
  await page.locator('main').getByText('全部', { exact: true }).first().click();
  await page.getByText('已退款').first().waitFor();
  expect(errors).toEqual([]);
});

test('the policy is saved as a new version; a contradiction is told and cannot be saved', async () => {
  const { page, errors } = owner;
  await page.getByRole('button', { name: '售后政策' }).click();
  await page.getByText('售后政策 · 第 1 版').waitFor();
  const save = page.getByRole('button', { name: '保存为新版本' });
  await page.locator('[name=serviceFen]').fill('2000');
  await page.getByText('客服的额度不能高于店长').waitFor();
  expect(await save.isDisabled()).toBe(true);
  await page.locator('[name=serviceFen]').fill('300');
  await page.getByRole('button', { name: '添加分类' }).click();
  await save.click();
  await page.getByText('第 2 版已生效').waitFor();
  await page.getByRole('button', { name: '售后政策' }).click();
  await page.getByText('售后政策 · 第 2 版').waitFor();
  expect(await page.locator('[name=serviceFen]').inputValue()).toBe('300.00');
  expect(await page.getByLabel('移除这个分类').count()).toBe(1);
  expect(errors).toEqual([]);
});
