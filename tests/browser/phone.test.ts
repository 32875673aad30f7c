/** A native mini-program in a browser: templates, styles, pages. */
import { describe, expect, test } from 'vitest';
import { drag, phoneSuite, expectText } from './phone-page';

const phones = phoneSuite();

describe('the shop page', () => {
  test('renders what a cloud function answers, through slots, templates and WXS', async () => {
    const phone = await phones.open('pages/home/index');
    await expectText(phone, '.ph-view', /全麦吐司[\s\S]*¥8\.90[\s\S]*店内特价/);
    expect(await phone.text('.ph-view')).toContain('商品 2！');
  });

  test('finds the shop by position, and keeps it per person', async () => {
    const phone = await phones.open('pages/home/index');
    await phone.tap('#locate');
    await expectText(phone, '.store', /^人民广场店 · \d+ m$/);
    await phone.page.getByRole('status').getByText('已定位').waitFor();
    expect(await phone.run('wx.getStorageSync("store").name')).toBe('人民广场门店');
    await phone.run('__phone.change({ openid: "o-other" })');
    expect(await phone.run('wx.getStorageSync("store")')).toBe('');
  });

  test('binds input both ways and stops caught taps', async () => {
    const phone = await phones.open('pages/home/index');
    await phone.at('#kw input').fill('牛奶');
    await expectText(phone, '#echo', '关键词:牛奶 长度:2');
    await phone.at('price-card').first().locator('wx-button').click();
    await expectText(phone, '#count', '购物车 1');
    await expectText(phone, '#total', /合计\s*¥12\.90/);
    expect(await phone.run('getCurrentPages().length')).toBe(1);
  });

  test('isolates component styles, passes external classes, scales rpx', async () => {
    const phone = await phones.open('pages/home/index');
    const css = (selector: string, name: string): Promise<string> =>
      phone.run(
        `getComputedStyle(document.querySelector(${JSON.stringify(selector)}))[${JSON.stringify(name)}]`,
      );
    await phone.at('.hot').first().waitFor();
    expect(await css('.hot', 'backgroundColor')).toBe('rgb(213, 73, 65)');
    expect(await css('price-card [class$="--title"]', 'color')).toBe('rgb(0, 168, 112)');
    expect(await css('.title', 'color')).toBe('rgb(24, 24, 24)');
    expect(await css('price-card', 'display')).toBe('block');
    expect(await css('.card', 'padding')).toBe('12px');
  });

  test('refreshes when pulled down', async () => {
    const phone = await phones.open('pages/home/index');
    await drag(phone, '#near .title', 0, 160);
    await expectText(phone, '#near', '下拉 1 次');
  });
});

describe('pages', () => {
  test('open with a query, go back, and keep their state under tabs', async () => {
    const phone = await phones.open('pages/home/index');
    await phone.tap('price-card .tagline');
    await expectText(phone, '#query', 'id=g1 from=首页');
    await phone.at('.t-button').click();
    await expectText(phone, '#near', '最近门店');
    await phone.run('getCurrentPages()[0].setData({ count: 5 })');
    await phone.at('.t-tab-bar').getByText('组件', { exact: true }).click();
    await expectText(phone, '#refreshed', '刷新 0 次');
    await phone.at('.t-tab-bar').getByText('首页', { exact: true }).click();
    await expectText(phone, '#count', '购物车 5');
  });

  test('fill the screen below the bars; vh is their own height', async () => {
    const phone = await phones.open('pages/mine/index');
    await expectText(phone, '#size', '44 812');
    expect((await phone.at('#fill').boundingBox())?.height).toBeCloseTo(812 * 0.6, 0);
    await phone.run('wx.navigateTo({ url: "/packageA/pages/detail/index" })');
    await expectText(phone, '#query', 'id=');
    expect(await phone.run('wx.getWindowInfo().windowHeight')).toBe(812 - 44 - 44);
  });

  test('refuse moves a phone refuses', async () => {
    const phone = await phones.open('pages/api/index');
    await phone.tap('#wrong');
    await expectText(phone, '#answer', 'navigateTo:fail can not navigateTo a tabbar page');
  });
});
