import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from '../../local/index';
import { startLocal } from '../../local/index';
import { launchChromium } from './chromium';

let browser: Browser;
let world: World;
let dir: string;
const errors: string[] = [];

const VIEWS = ['calls', 'collections', 'timers', 'messages', 'payments', 'clock', 'people'];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'console-'));
  const folder = join(dir, 'functions', 'placeOrder');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'index.js'),
    `exports.main = async ({ full }) => {
      if (full) return { ok: false, code: 'OUT_OF_STOCK', traceId: 't_1' };
      console.log(JSON.stringify({ level: 'info', traceId: 't_2' }));
      return { ok: true };
    };`,
  );
  const triggers = [{ name: 'night', type: 'timer', config: '0 0 3 * * * *' }];
  await writeFile(join(folder, 'config.json'), JSON.stringify({ triggers }));
  world = await startLocal({
    port: 0,
    functionsDir: join(dir, 'functions'),
    collections: [{ name: 'stores' }],
    people: async () => [{ label: '林小满', group: '顾客', openid: 'oLin' }],
  });
  const data = [
    '{"_id":"S1","name":"和平店","open":true}',
    '{"_id":"S2","name":"沈河店","open":false}',
  ];
  await world.admin.handle('database.insertDocument', { collectionName: 'stores', data });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await world.close();
  await rm(dir, { recursive: true });
});

const open = async (width: number, view: string): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width, height: 812 } });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${world.url}/console/#${view}`);
  await page.locator(`.view.${view}`).waitFor();
  return page;
};

describe.each([375, 1280])('%i px wide', (width) => {
  test.each(VIEWS)('%s fits the screen', async (view) => {
    const page = await open(width, view);
    await page.locator(`.view.${view} > *`).first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.close();
  });
});

test('calls appear as they happen, open, and are replayed', async () => {
  const page = await open(1280, 'calls');
  await world.callFunction('placeOrder', { full: true }, { via: 'mini', openid: 'oLin' });
  await page.getByRole('cell', { name: 'OUT_OF_STOCK' }).waitFor();
  await page.getByRole('button', { name: 'placeOrder' }).click();
  const drawer = page.getByRole('dialog', { name: 'placeOrder' });
  expect(await drawer.textContent()).toContain('mini:oLin');
  const before = world.calls().length;
  await drawer.getByRole('button', { name: '以同样的人和参数再调一次' }).click();
  await expect.poll(() => world.calls().length).toBe(before + 1);
  // A call is listed when it begins; its outcome comes with its end.
  await expect
    .poll(() => world.calls().at(-1))
    .toMatchObject({ who: 'mini:oLin', code: 'OUT_OF_STOCK' });
  await page.close();
});

test('a call is named by what was asked, with the trace of its log', async () => {
  const page = await open(1280, 'calls');
  await world.callFunction('placeOrder', { call: 'previewCart' }, { via: 'mini', openid: 'oLin' });
  const row = page.locator('tbody tr', { hasText: 'previewCart' });
  await row.getByRole('cell', { name: 't_2' }).waitFor();
  expect(await row.textContent()).toContain('placeOrder');
  await page.getByPlaceholder('按函数、调用者或结果筛选').fill('previewCart');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
  await page.close();
});

test('documents are found, changed and deleted', async () => {
  const page = await open(1280, 'collections');
  await page.getByLabel('条件').fill('{"open":false}');
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByText('第 1–1 条，共 1 条').waitFor();
  await page.getByRole('button', { name: /S2/ }).click();
  await page.getByLabel('文档', { exact: true }).fill('{"_id":"S2","name":"大东店","open":false}');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: /大东店/ }).click();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: '删除' }).click();
  await page.getByText('没有符合的文档').waitFor();
  expect(world.admin.describe()[0]?.count).toBe(1);
  await page.close();
});

test('a timer runs now; the clock moves', async () => {
  const page = await open(375, 'timers');
  const before = world.calls().length;
  await page.getByRole('button', { name: '立即运行' }).click();
  await expect
    .poll(() =>
      world
        .calls()
        .slice(before)
        .map(({ who }) => who),
    )
    .toContain('timer');
  await page.goto(`${world.url}/console/#clock`);
  await page.getByRole('button', { name: '+1 天' }).click();
  await page.getByText('比真实时间快 1 天').waitFor();
  await page.getByRole('button', { name: '恢复真实时间' }).click();
  await page.getByText('与真实时间一致').waitFor();
  await page.close();
});

test('no page reported an error', () => {
  expect(errors).toEqual([]);
});
