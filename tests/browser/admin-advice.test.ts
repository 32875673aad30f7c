/** Prices and shelves that the system proposes and a person decides on. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../scripts/lib/live-orders';
import { shoppers } from '../../scripts/seed/demo/people';
import { said, visit } from './admin-steps';
import { startAdminWorld, type AdminPage, type AdminWorld } from './admin-world';

let world: AdminWorld;
let owner: AdminPage;
const [lin] = shoppers;
if (!lin) throw new Error('the seed has no people');
const STORE = 'hz01';
/** For who wants to look: `PICTURES=/tmp/x npx vitest …`. */
const folder = process.env['PICTURES'];

beforeAll(async () => {
  world = await startAdminWorld();
  owner = await world.open('/prices');
});
afterAll(() => world?.close());

async function pictures(name: string): Promise<void> {
  if (!folder) return;
  for (const [width, height] of [
    [1440, 900],
    [1024, 768],
    [375, 812],
  ] as const) {
    await owner.page.setViewportSize({ width, height });
    await owner.page.screenshot({ path: `${folder}/${name}-${width}.png` });
  }
  await owner.page.setViewportSize({ width: 1440, height: 900 });
}

test('a competitor is cheaper: the price is proposed with its reason, approved, and the shelf charges it', async () => {
  const { page } = owner;
  const asked = { storeId: STORE, limit: 60 };
  const { items } = await must(world.product, lin.openid, 'listShelf', asked);
  const plain = items.filter(({ special, priceSource }) => !special && priceSource === 'list');
  await visit(owner, `/prices?store=${STORE}`);
  await page.getByText('没有待审批的调价建议').waitFor();
  await page.getByRole('button', { name: '导入竞品价格' }).click();
  const lines = plain.map(
    ({ barcode, priceFen }) => `${barcode},隔壁超市,${((priceFen * 0.9) / 100).toFixed(2)}`,
  );
  await page
    .locator('[name=rivals]')
    .fill(['条码,竞品,价格', ...lines, '690000,隔壁超市,abc'].join('\n'));
  await page.getByText(`${plain.length} 行可导入`).waitFor();
  await page.getByText(`1 行格式不对（第 ${plain.length + 2} 行）`).waitFor();
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await page.getByText(`已导入 ${plain.length} 条`).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '立即计算' }).click();
  await said(page, /算好了，有 \d+ 条建议/);
  const row = page.locator('tbody tr', { hasText: '竞品更低' }).first();
  await row.waitFor();
  const [title, spec] = await Promise.all([
    row.locator('b').first().innerText(),
    row.locator('.after').first().innerText(),
  ]);
  const one = plain.find((item) => item.title === title && item.spec === spec);
  if (!one) throw new Error(`${title} was not on the shelf`);
  await pictures('prices');
  await row.locator('input[type=checkbox]').check({ force: true });
  await page.getByRole('button', { name: '批准并生效' }).click();
  await said(page, '已批准 1 条');
  // A warm shelf is a few seconds old.
  const charged = async () => {
    const { items: now } = await must(world.product, lin.openid, 'listShelf', asked);
    return now.find(({ skuId }) => skuId === one.skuId);
  };
  await expect
    .poll(async () => (await charged())?.priceSource, { timeout: 40_000 })
    .toBe('dynamic');
  const now = await charged();
  expect(now?.priceFen).toBeLessThan(one.priceFen);
  expect(now?.priceFen).toBeGreaterThanOrEqual(Math.floor(one.priceFen * 0.95));
  expect(owner.errors).toEqual([]);
});

test('the rules of pricing are changed and kept', async () => {
  const { page } = owner;
  await visit(owner, '/prices');
  await page.getByRole('button', { name: '定价规则' }).click();
  await page.locator('[name=maxStepBp] input, input[name=maxStepBp]').fill('3');
  await page.locator('[name=maxStepBp] input, input[name=maxStepBp]').press('Tab');
  await pictures('policy');
  await page.getByRole('button', { name: '保存' }).click();
  await said(page, '定价规则已保存');
  await page.getByRole('button', { name: '定价规则' }).click();
  await expect
    .poll(() => page.locator('[name=maxStepBp] input, input[name=maxStepBp]').inputValue())
    .toMatch(/^3/);
});

test('shelf advice is computed, taken for one shop and declined for the rest', async () => {
  const { page } = owner;
  await visit(owner, '/shelf-advice');
  await page.getByText('还没有选品建议').waitFor();
  await page.getByRole('button', { name: '立即计算' }).click();
  await said(page, /算好了：\d+ 家店/);
  await page.getByText(/在架 \d+ 种/).waitFor();
  await pictures('shelf');
  expect(owner.errors).toEqual([]);
});
