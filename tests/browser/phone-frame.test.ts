/** The page around the phone: device, strip, and two tabs as two people. */
import type { FrameLocator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PATIENCE_MS, expectSoon, phoneSuite, untilReady } from './phone-page';

const phones = phoneSuite();

interface Desk {
  page: Page;
  phone: FrameLocator;
}

async function desk(width: number, height: number, path = 'pages/home/index'): Promise<Desk> {
  const page = await phones.browser.newPage({ viewport: { width, height } });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${phones.world.url}#/${path}`);
  await untilReady(page);
  return { page, phone: page.frameLocator('.phone') };
}

/** Does what starts the app anew, and waits until the new one runs: the old one is ready, too. */
async function restarts(page: Page, act: () => Promise<void>): Promise<void> {
  await page.evaluate('window.__phone.old = true');
  await act();
  await expectSoon(() =>
    page.evaluate('window.__phone?.ready === true && !("old" in window.__phone)'),
  ).toBe(true);
}

test('a desktop shows a phone of 375 × 812, a Pad, or the full width', async () => {
  const { page } = await desk(1280, 900);
  const size = (): Promise<string> =>
    page.evaluate(
      '((w) => `${w.innerWidth}x${w.innerHeight}`)(document.querySelector(".phone").contentWindow)',
    );
  expect(await size()).toBe('375x812');
  await page.getByRole('button', { name: 'Pad' }).click();
  expect(await size()).toBe('1024x768');
  const box = await page.locator('.device').boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(1280 - 296);
  await page.getByRole('button', { name: '全宽' }).click();
  expect(await size()).toBe(`${1280 - 296}x900`);
  await page.close();
});

test('a narrow screen is the phone itself, with the strip folded above', async () => {
  const { page, phone } = await desk(390, 800);
  expect((await page.locator('.phone').boundingBox())?.height).toBe(770);
  await expectSoon(() => page.getByLabel('搜索人').isVisible()).toBe(false);
  await page.getByText('演示工具').click();
  await restarts(page, () => page.getByRole('option', { name: '店员 小吴' }).click());
  await expectSoon(() => page.locator('.strip-toggle b').innerText()).toBe('店员 小吴');
  await phone.locator('.ph-page').waitFor();
  await page.close();
});

test('each tab is its own person', async () => {
  const one = await desk(1280, 900, 'pages/api/index');
  const two = await desk(1280, 900, 'pages/api/index');
  await one.page.getByLabel('搜索人').fill('周');
  expect(await one.page.locator('.person').allInnerTexts()).toHaveLength(1);
  await restarts(one.page, () => one.page.getByRole('option', { name: '周舟' }).click());
  for (const [{ phone }, openid] of [
    [one, 'o-zhou'],
    [two, 'o-lin'],
  ] as const) {
    await phone.locator('#who').click();
    await expectSoon(() => phone.locator('#answer').innerText()).toContain(`"openid":"${openid}"`);
  }
  await one.page.close();
  await two.page.close();
});

test('an address can name the person', async () => {
  const page = await phones.browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${phones.world.url}?openid=o-wu#/pages/api/index`);
  await untilReady(page);
  await page.frameLocator('.phone').locator('#who').click();
  const answer = page.frameLocator('.phone').locator('#answer');
  await expectSoon(() => answer.innerText()).toContain('"openid":"o-wu"');
  await page.close();
});

test('the strip moves the shopper, the clock and the network, and answers scans', async () => {
  const { page, phone } = await desk(1280, 900, 'pages/api/index');
  const answer = phone.locator('#answer');
  await page.getByLabel('位置', { exact: true }).locator('select').selectOption('徐家汇');
  await phone.locator('#where').click();
  await expectSoon(() => answer.innerText()).toContain('"latitude":31.1951');
  await page.locator('select').selectOption('拒绝授权');
  await phone.locator('#where').click();
  await expectSoon(() => answer.innerText()).toContain('auth deny');

  await phone.locator('#scan').click();
  // The sheet takes the focus as it appears, and never again: what the strip is told stays there.
  await phone.getByRole('dialog', { name: '扫一扫' }).getByLabel('扫码内容').waitFor();
  expect(await phone.locator(':focus').getAttribute('aria-label')).toBe('扫码内容');
  await page.getByLabel('扫码的回答').fill('8842');
  await page.getByRole('button', { name: '扫到' }).click();
  await expectSoon(() => answer.innerText()).toContain('"result":"8842"');

  const year = 'document.querySelector(".phone").contentWindow.Date.now() - Date.now()';
  await page.getByRole('button', { name: '+1 天' }).click();
  await expectSoon(() => page.evaluate<number>(year)).toBeGreaterThan(86_000_000);

  await page.getByRole('switch').click();
  await phone.locator('#who').click();
  await expectSoon(() => answer.innerText()).toContain('-404011');
  await page.close();
});

test('the open page survives a reload', async () => {
  const { page, phone } = await desk(1280, 900);
  await phone.locator('.tagline').first().click();
  await phone.getByText('id=g1 from=首页').waitFor();
  await page.reload();
  await untilReady(page);
  await expectSoon(() => phone.locator('#query').innerText()).toBe('id=g1 from=首页');
  await page.close();
});
