/** What page code asks of the phone and the cloud; and what the guards catch. */
import { expect, test } from 'vitest';
import { expectSoon, openPhone, type Phone, phoneSuite, expectText } from './phone-page';

const phones = phoneSuite();

const dialog = (phone: Phone, name: string) => phone.page.getByRole('dialog', { name });

test('modal, editable modal, action sheet', async () => {
  const phone = await phones.open('pages/api/index');
  await phone.tap('#modal');
  await dialog(phone, '删除').getByText('确定', { exact: true }).click();
  await expectText(phone, '#answer', '"confirm":true');
  await phone.tap('#input');
  await dialog(phone, '备注').getByRole('textbox').fill('不要葱');
  await dialog(phone, '备注').getByText('确定').click();
  await expectText(phone, '#answer', '"content":"不要葱"');
  await phone.tap('#sheet');
  await dialog(phone, '操作').getByText('从相册选').click();
  await expectText(phone, '#answer', '"tapIndex":1');
  await phone.tap('#sheet');
  await dialog(phone, '操作').getByText('取消').click();
  await expectText(phone, '#answer', 'showActionSheet:fail cancel');
});

test('loading stays until it is hidden', async () => {
  const phone = await phones.open('pages/api/index');
  await phone.tap('#loading');
  const shown = (): Promise<string[]> => phone.page.getByRole('status').allInnerTexts();
  await expectSoon(shown).toEqual(['加载中']);
  await phone.run('wx.hideLoading()');
  await expectSoon(shown).toEqual([]);
});

test('a scan is answered in the phone, from outside, or ahead', async () => {
  const phone = await phones.open('pages/api/index');
  await phone.tap('#scan');
  await dialog(phone, '扫一扫').getByLabel('扫码内容').fill('6901234567892');
  await dialog(phone, '扫一扫').getByText('识别').click();
  await expectText(phone, '#answer', /"result":"6901234567892".*"EAN_13"/);
  await phone.tap('#scan');
  await dialog(phone, '扫一扫').waitFor();
  await phone.run('__phone.answerScan("pickup:8842")');
  await expectText(phone, '#answer', '"result":"pickup:8842"');
  await phone.run('__phone.answerScan("ahead")');
  await phone.tap('#scan');
  await expectText(phone, '#answer', '"result":"ahead"');
});

test('position comes from the settings, or is refused', async () => {
  const phone = await phones.open('pages/api/index');
  await phone.run(
    '__phone.change({ position: { label: "外滩", latitude: 31.24, longitude: 121.49 } })',
  );
  await phone.tap('#where');
  await expectText(phone, '#answer', '"latitude":31.24,"longitude":121.49');
  await phone.run('__phone.change({ position: "refused" })');
  await phone.tap('#where');
  await expectText(phone, '#answer', 'getLocation:fail auth deny');
  await phone.tap('#choose');
  await dialog(phone, '选择位置').getByText('徐家汇').click();
  await expectText(phone, '#answer', '"name":"徐家汇"');
});

test('paying tells the world how it ended', async () => {
  const phone = await phones.open('pages/api/index');
  const pay = async (press: string, answer: string): Promise<void> => {
    await phone.tap('#pay');
    await dialog(phone, '微信支付').getByText('¥12.90').waitFor();
    await dialog(phone, '微信支付').getByRole('button', { name: press }).click();
    await expectText(phone, '#answer', answer);
  };
  await pay('确认支付', 'requestPayment:ok');
  await pay('关闭', 'requestPayment:fail cancel');
  const told = phones.world.sent.filter(({ path }) => path === '/local/pay/confirm');
  const payment = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=wx123', paySign: 's' };
  expect(told.map(({ body }) => JSON.parse(body))).toEqual([
    { prepayId: 'wx123', outcome: 'success', payment },
    { prepayId: 'wx123', outcome: 'cancel', payment },
  ]);
});

test('subscribe messages, cloud calls and uploads carry the person', async () => {
  const phone = await phones.open('pages/api/index');
  await phone.run('__phone.change({ openid: "o-zhou" })');
  await phone.tap('#subscribe');
  await dialog(phone, '订阅消息').getByText('取货提醒').waitFor();
  await dialog(phone, '订阅消息').getByText('允许').click();
  await expectText(phone, '#answer', '"pickup":"accept"');
  await phone.tap('#who');
  await expectText(phone, '#answer', '"openid":"o-zhou"');
  const choosing = phone.page.waitForEvent('filechooser');
  await phone.tap('#upload');
  await (
    await choosing
  ).setFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('png') });
  await expectText(phone, '#answer', 'cloud://test/proof/a.png');
  const upload = phones.world.sent.find(({ path }) => path === '/files/proof/a.png');
  expect(upload).toMatchObject({ openid: 'o-zhou', body: 'png' });
});

test('failures look like the ones of a phone', async () => {
  const phone = await phones.open('pages/api/index');
  await phone.tap('#refused');
  await expectText(
    phone,
    '#answer',
    /^cloud\.callFunction:fail Error: errCode: -504002 \| errMsg: functions execute fail$/,
  );
  await phone.run('__phone.change({ online: false })');
  await expectText(phone, '.first', '离线');
  await phone.tap('#who');
  await expectText(phone, '#answer', 'cloud.callFunction:fail Error: errCode: -404011');
  await phone.tap('#network');
  await expectText(phone, '#answer', '"networkType":"none"');
});

test('queries and observers count from the page area', async () => {
  const phone = await phones.open('pages/api/index');
  await expectText(phone, '.first', /^0,0 0 没看见/);
  await phone.at('.last').scrollIntoViewIfNeeded();
  await expectText(phone, '.first', '看见了');
});

test('the page lives in the time of the world', async () => {
  const phone = await phones.open('pages/api/index');
  const before = await phone.run<number>('new Date().getTime()');
  const day = 24 * 3_600_000;
  await phone.run(
    `fetch("/local/clock", { method: "POST", body: JSON.stringify({ jump: ${day} }) })`,
  );
  await phone.run('__phone.syncClock()');
  expect((await phone.run<number>('Date.now()')) - before).toBeGreaterThanOrEqual(day);
  expect(await phone.run('new Date(0).getTime()')).toBe(0);
  await phone.run(
    `fetch("/local/clock", { method: "POST", body: JSON.stringify({ jump: ${-day} }) })`,
  );
});

test.each([
  ['function', 'setData', 'rows.0.act 是函数'],
  ['undefined', 'setData', 'rows.0.name 是 undefined'],
  ['unknown', 'wx', 'wx.startBeaconDiscovery'],
  ['throw', 'error', 'page went wrong'],
  ['outside', 'network', 'https://example.com'],
])('the guards notice: %s', async (button, kind, message) => {
  const phone = await openPhone(phones.browser, phones.world.url, 'pages/broken/index');
  await phone.tap(`#${button}`);
  await expect
    .poll(() => phone.problems())
    .toMatchObject([{ kind, message: expect.stringContaining(message) }]);
  await phone.close();
});
