/** A day at headquarters, on the real local system. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAdminWorld, type AdminPage, type AdminWorld } from './admin-world';

let world: AdminWorld;
let owner: AdminPage;

beforeAll(async () => {
  world = await startAdminWorld();
  owner = await world.open('/board');
});
afterAll(() => world?.close());

test('a wrong password is told, and nobody gets in', async () => {
  const { page } = await world.open('/board');
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await page.fill('[name=username]', 'admin');
  await page.fill('[name=password]', 'not the password');
  await page.click('button[type=submit]');
  await page.getByText('账号或密码不对').waitFor();
  expect(page.url()).toContain('#/login');
  await page.context().close();
});

test('the board shows today, and a number leads to its orders', async () => {
  const { page, go } = owner;
  await go('/board');
  await page.getByText('门店排名').waitFor();
  expect(await page.locator('.figure b').first().innerText()).toMatch(/^¥[\d,.]+万?$/);
  await page.locator('.figure').first().click();
  await page.getByRole('heading', { name: '订单' }).waitFor();
  expect(page.url()).toMatch(/from=2026-11-20&to=2026-11-20/);
});

test('keys: g s opens the shops, / goes to the search field', async () => {
  const { page, go } = owner;
  await go('/board');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.getByRole('heading', { name: '门店', exact: true }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('武林');
  await expect.poll(() => decodeURIComponent(page.url())).toContain('q=武林');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
});

test('a shop is paused with a reason, and its history says so', async () => {
  const { page, go } = owner;
  await go('/shops/hz01');
  await page.getByRole('button', { name: '暂停营业' }).click();
  await page.locator('.t-dialog textarea').fill('冷柜检修');
  await page.locator('.t-dialog').getByRole('button', { name: '确定' }).click();
  await page.getByText('门店已暂停').waitFor();
  await page.locator('h1 .tag', { hasText: '暂停营业' }).waitFor();
  await go('/shops/hz01?tab=history');
  await page.locator('article', { hasText: '冷柜检修' }).first().waitFor();
  expect(await page.locator('h1 .tag').innerText()).toBe('暂停营业');
});

test('a price outside its band is stopped in the form; a right one is saved and recorded', async () => {
  const { page, go } = owner;
  await go('/products');
  await page.locator('tbody tr').first().click();
  const price = page.locator('[name=listPrice]');
  const before = Number(await price.inputValue());
  const ceiling = Number(await page.locator('[name=ceiling]').inputValue());
  await price.fill(String(ceiling + 1));
  await page.getByText('要满足 最低价 ≤ 统一价 ≤ 最高价').waitFor();
  const after = Math.round((before - 0.1) * 100) / 100;
  await price.fill(String(after));
  await page.keyboard.press('Control+s');
  await page.getByText('已保存').waitFor();
  await page.getByText('价格记录').click();
  const change = page.locator('.line', { hasText: `¥${after.toFixed(2)}` }).first();
  expect(await change.innerText()).toContain(`¥${before.toFixed(2)}`);
});

test('unsaved work is not lost by a stray click', async () => {
  const { page, go } = owner;
  await go('/shops/hz02');
  await page.locator('[name=phone]').fill('0571-00000000');
  await page.locator('nav a', { hasText: '商品' }).click();
  await page.getByText('有未保存的修改').waitFor();
  await page.locator('.t-dialog').getByRole('button', { name: '取消' }).click();
  expect(await page.locator('[name=phone]').inputValue()).toBe('0571-00000000');
  await page.getByRole('button', { name: '还原' }).click();
});

test('a new clerk gets an invitation to scan, shown with its code', async () => {
  const { page, go } = owner;
  await go('/shops/hz02?tab=staff');
  await page.getByRole('button', { name: '添加员工' }).click();
  await page.locator('[name=staffName]').fill('季夏');
  await page.locator('[name=staffPhone]').fill('19900000288');
  await page.locator('label', { hasText: '理货员' }).click();
  await page.getByRole('button', { name: '保存', exact: true }).last().click();
  const picture = page.locator('.t-dialog img');
  await picture.waitFor();
  const code = await page.locator('.t-dialog code').innerText();
  expect(code.length).toBeGreaterThanOrEqual(6);
  expect(await picture.getAttribute('alt')).toBe(code);
});

test('a suggested transfer is computed, accepted and becomes a transfer', async () => {
  const { page, go } = owner;
  await go('/suggestions');
  await page.getByRole('button', { name: '立即计算' }).click();
  const lane = page.locator('article').first();
  await lane.waitFor();
  await lane.locator('header .t-checkbox').click();
  await page.getByRole('button', { name: '采纳并生成调拨单' }).click();
  await page.getByText(/已生成 \d+ 张调拨单/).waitFor();
  await go('/transfers');
  await page.locator('tbody tr').first().waitFor();
  expect(await page.locator('tbody tr .tag').first().innerText()).toBe('待发货');
});

test('the audit log tells all of it', async () => {
  const { page, go } = owner;
  await go('/audit');
  for (const title of ['采纳调拨建议', '新建或修改商品', '开店、暂停、关店'])
    await page.locator('article', { hasText: title }).first().waitFor();
  await go('/audit?call=acceptSuggestion');
  await expect.poll(() => page.locator('article', { hasText: '新建或修改商品' }).count()).toBe(0);
  await page.locator('article', { hasText: '采纳调拨建议' }).first().waitFor();
});

test('an auditor reads and finds no button that would be refused', async () => {
  const { page, go } = await world.open('/shops/hz02', 'auditor');
  await page.locator('h1 .tag').waitFor();
  expect(await page.getByRole('button', { name: '暂停营业' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: '保存' }).count()).toBe(0);
  await go('/suggestions');
  expect(await page.getByRole('button', { name: '立即计算' }).count()).toBe(0);
  await page.context().close();
});

test.each([
  [1440, 900],
  [1024, 768],
  [375, 812],
])('no page is wider than a screen of %i × %i, in Chinese and English', async (width, height) => {
  const { page, go, errors } = await world.open('/board', 'admin', { viewport: { width, height } });
  const paths = ['/board', '/orders', '/shops', '/shops/hz02?tab=hours', '/shops/hz02?tab=area'];
  const more = ['/products', '/stock', '/alerts', '/suggestions', '/transfers', '/requests'];
  for (const lang of ['zh', 'en']) {
    await page.evaluate((l) => localStorage.setItem('liandian.lang', l), lang);
    await page.reload();
    for (const at of [...paths, ...more, '/audit']) {
      await go(at);
      await page.waitForLoadState('networkidle');
      const spare = await page.evaluate(() => {
        const main = document.querySelector('main');
        return main ? main.clientWidth - main.scrollWidth : -1;
      });
      expect(`${at} ${lang} ${spare}`).toBe(`${at} ${lang} 0`);
    }
    expect(await page.locator('html').getAttribute('lang')).toBe(lang === 'zh' ? 'zh-CN' : 'en');
  }
  expect(errors).toEqual([]);
  await page.context().close();
});

test('the board opens with at most 350 KB of compressed script, charts aside', async () => {
  const { page } = await world.open('/board');
  await page.getByText('门店排名').waitFor();
  const loaded = await page.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname),
  );
  const scripts = loaded.filter((name) => name.endsWith('.js') && !name.includes('/Chart-'));
  const files = scripts.map((name) => path.join(world.dist, name.replace('/admin-h5/', '')));
  const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  expect(files.length).toBeGreaterThan(3);
  expect(size).toBeLessThan(350_000);
  await page.context().close();
});

test('nothing on the way was a script error', () => {
  expect(owner.errors).toEqual([]);
});
