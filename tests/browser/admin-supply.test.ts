/** What headquarters sees of the coming week, and what it orders for it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { said, visit } from './admin-steps';
import { startAdminWorld, type AdminPage, type AdminWorld } from './admin-world';

let world: AdminWorld;
let owner: AdminPage;
beforeAll(async () => {
  world = await startAdminWorld();
  owner = await world.open('/board');
});
afterAll(() => world?.close());

test('the coming week is forecast at the push of a button; last week’s forecast is checked', async () => {
  const { page } = owner;
  await visit(owner, '/forecast?store=hz01');
  await page.getByText('还没有预测').waitFor();
  await page.getByRole('button', { name: '立即预测' }).click();
  await said(page, /已预测 \d+ 个门店商品/);
  await page.locator('tbody tr').first().click();
  await page.getByRole('img', { name: '近 56 天销量与未来 7 天预测' }).waitFor();
  await page.getByText(/未来 7 天预计卖 \d+ 件/).waitFor();
  await visit(owner, '/accuracy?store=');
  await page.getByText('落在区间内').waitFor();
  await page.getByRole('heading', { name: '偏差最大的商品' }).waitFor();
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(5);
});

test('nothing on the way was a script error', () => {
  expect(owner.errors).toEqual([]);
});
