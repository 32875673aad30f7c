/** TDesign's components, operated. */
import { test } from 'vitest';
import { expectSoon, drag, phoneSuite, expectText } from './phone-page';

const phones = phoneSuite();
const LAB = 'pages/lab/index';

test('fields: search, switch, stepper, rate, input, checkbox, radio', async () => {
  const phone = await phones.open(LAB);
  await phone.at('.t-search input').fill('中街');
  await expectText(phone, '#state', '搜=中街');
  await phone.tap('.t-switch');
  await expectText(phone, '#state', 'on=true');
  await phone.tap('.t-stepper__plus');
  await expectText(phone, '#state', '数=3');
  await phone.at('.t-stepper input').fill('7');
  await phone.at('.t-stepper input').blur();
  await expectText(phone, '#state', '数=7');
  await phone.at('.t-rate').click({ position: { x: 88, y: 8 } });
  await expectText(phone, '#state', /星=[45]/);
  await phone.at('.t-input input').fill('张三');
  await expectText(phone, '#state', '名=张三');
  await phone.at('.t-checkbox').getByText('同意协议').click();
  await expectText(phone, '#state', '同意=true');
  await phone.at('.t-radio').getByText('储值').click();
  await expectText(phone, '#state', '付=wallet');
});

test('tabs and swipe cell', async () => {
  const phone = await phones.open(LAB);
  await phone.at('.t-tabs').getByText('待发货').click();
  await expectText(phone, '#state', '页=paid');
  await drag(phone, '.t-swipe-cell', -120, 0);
  await phone.at('.t-swipe-cell').getByText('删除', { exact: true }).click();
  await expectText(phone, '.t-swipe-cell', '已删除');
});

test('popup, dialog and toast', async () => {
  const phone = await phones.open(LAB);
  await phone.at('.t-button').getByText('弹层').click();
  await phone.at('.sheet').waitFor();
  await phone.page.mouse.click(180, 200);
  await phone.at('.sheet').waitFor({ state: 'hidden' });
  await phone.at('.t-button').getByText('对话框').click();
  await phone.at('.t-dialog__button--confirm').click();
  await expectText(phone, '#state', '答=确认');
  await phone.at('.t-dialog').waitFor({ state: 'hidden' });
  await phone.at('.t-button').getByText('提示', { exact: true }).click();
  await phone.at('.t-toast').getByText('库存已更新').waitFor();
});

test('picker and date picker', async () => {
  const phone = await phones.open(LAB);
  await phone.at('.t-button').getByText('时间').click();
  await phone.at('.t-picker').getByText('自提时间').waitFor();
  // It waits until the popup has risen and stands still.
  await drag(phone, '.t-picker-item__group', 0, -42);
  await phone.at('.t-picker__confirm').first().click();
  // How far it rolls depends on the speed of the flick.
  await expectText(phone, '#state', /时=1[12]/);
  await phone.at('.t-picker').getByText('自提时间').waitFor({ state: 'hidden' });
  await phone.at('.t-button').getByText('日期').click();
  await phone.at('.t-picker').getByText('选择日期').waitFor();
  await phone.at('.t-picker__confirm:visible').first().click();
  await expectText(phone, '#state', '日=2026-05-01');
});

test('icons are drawn without a font from a server', async () => {
  const phone = await phones.open(LAB);
  await phone.at('.t-icon').first().waitFor();
  const mask = `getComputedStyle(document.querySelector('[class*="t-icon-search"]'), "::before").maskImage`;
  await expectSoon(() => phone.run<string>(mask)).toMatch(/^url\("data:image\/svg\+xml/);
});
