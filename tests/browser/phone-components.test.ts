/** The built-in components, operated as people do. */
import { expect, test } from 'vitest';
import { expectSoon, drag, phoneSuite, expectText } from './phone-page';

const phones = phoneSuite();

test('scroll-view loads more at the end and refreshes at the start', async () => {
  const phone = await phones.open('pages/controls/index');
  await drag(phone, '#list', 0, 140);
  await expectText(phone, '#refreshed', '刷新 1 次');
  await phone.run('document.querySelector("#list").scrollTop = 9999');
  await phone.at('#list').getByText('第 7 行').waitFor();
});

test('pickers open a sheet of wheels', async () => {
  const phone = await phones.open('pages/controls/index');
  const choose = async (id: string, ...rows: string[]): Promise<void> => {
    await phone.tap(id);
    const sheet = phone.page.getByRole('dialog');
    for (const [column, row] of rows.entries()) {
      await sheet.getByRole('listbox').nth(column).getByText(row, { exact: true }).click();
      await sheet.getByRole('listbox').nth(column).locator('.on', { hasText: row }).waitFor();
    }
    await sheet.getByText('确定').click();
    await sheet.waitFor({ state: 'detached' });
  };
  await choose('#store', '三店');
  await expectText(phone, '#store', /门店\s*三店/);
  await choose('#city', '江苏', '秦淮');
  await expectText(phone, '#city', /城市\s*江苏 秦淮/);
  await choose('#time', '10', '32');
  await expectText(phone, '#time', /时间\s*10:32/);
  await choose('#date', '2026年', '6月', '2日');
  await expectText(phone, '#date', /日期\s*2026-06-02/);
  await choose('#region', '北京市', '北京市', '西城区');
  await expectText(phone, '#region', /地区\s*北京市 西城区/);
});

test('picker-view rolls', async () => {
  const phone = await phones.open('pages/controls/index');
  await expectText(phone, '#chosen', '09:30');
  await phone.at('#wheel wx-picker-view-column').first().getByText('10').click();
  await expectText(phone, '#chosen', '10:30');
});

test('forms collect and reset', async () => {
  const phone = await phones.open('pages/controls/index');
  await phone.at('#phone input').fill('13800000000');
  await phone.at('#note textarea').fill('少冰\n多糖\n谢谢');
  await phone.at('.choice').getByText('配送').click();
  await phone.at('.choice').getByText('购物袋').click();
  await phone.tap('#submit');
  const value = {
    phone: '13800000000',
    note: '少冰\n多糖\n谢谢',
    way: '配送',
    extras: ['bag', 'ice'],
    share: 30,
  };
  await expectSoon(async () => JSON.parse((await phone.text('#result')) || '{}')).toEqual(value);
  const height = (await phone.at('#note').boundingBox())?.height ?? 0;
  expect(height).toBeGreaterThan(50);
  await phone.tap('#reset');
  await expectText(phone, '#result', 'reset');
  expect(await phone.at('#phone input').inputValue()).toBe('');
});

test('switch, image, rich-text, long press, movable-view', async () => {
  const phone = await phones.open('pages/controls/index');
  await phone.at('#vip input').click();
  await expectText(phone, '#vip-text', '会员');
  await expectText(phone, '#image', '40x20');
  await expectText(phone, 'wx-rich-text', '图文 详情');
  expect(await phone.run('window.hacked')).toBeUndefined();
  await phone.at('#hold').click({ delay: 500 });
  await expectText(phone, '#hold', '长按 1');
  await drag(phone, '#ball', 60, 30);
  await expectText(phone, '#moved', '60');
});

test('a circular swiper wraps round', async () => {
  const phone = await phones.open('pages/controls/index');
  await drag(phone, '#slides', 200, 0);
  await expectText(phone, '#slide', '第 2 张');
  await drag(phone, '#slides', -200, 0);
  await expectText(phone, '#slide', '第 0 张');
  await phone.run('getCurrentPages()[0].setData({ slide: 1 })');
  await expectText(phone, '#slide', '第 1 张');
});

test('map: pins, taps, drag, fit; canvas: a real 2d context', async () => {
  const phone = await phones.open('pages/map/index');
  await expectText(phone, '#drawn', '300x100');
  const pixel =
    'document.querySelector("canvas").getContext("2d").getImageData(10, 10, 1, 1).data.join()';
  expect(await phone.run(pixel)).toBe('0,82,217,255');
  await phone.at('[data-marker="2"]').click();
  await expectText(phone, '#said', '标记 2');
  await expectText(phone, '#map', '南京东路店');
  await phone.at('#map').click({ position: { x: 187.5, y: 290 } });
  await expectText(phone, '#said', /^31\.\d{4},121\.4737$/);
  await drag(phone, '#map', -60, 90);
  await expectText(phone, '#region', '移动 1 次');
  await phone.tap('#far');
  await expectText(phone, '#said', /^比例 \d+\.\d$/);
});
