import { afterAll, beforeAll, expect, test } from 'vitest';
import { SDK, startFunctionWorld, until } from './function-world';

let host: Awaited<ReturnType<typeof startFunctionWorld>>;

const CLOUD = `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });`;

beforeAll(async () => {
  host = await startFunctionWorld({
    send: `${CLOUD} exports.main = async (args) => {
      try { return await cloud.openapi.subscribeMessage.send(args); }
      catch (error) { return { errCode: error.errCode, errMsg: error.errMsg }; }
    };`,
    check: `${CLOUD} exports.main = ({ content }) => cloud.openapi.security.msgSecCheck({ content, version: 2, scene: 1, openid: 'o1' });`,
    phone: `${CLOUD} exports.main = async ({ code }) => (await cloud.openapi.phonenumber.getPhoneNumber({ code })).phoneInfo.phoneNumber;`,
    plain: `${SDK} exports.main = async (args) => (await app.callWxOpenApi({ apiName: 'security.msgSecCheck', requestData: args })).result;`,
    unknown: `${CLOUD} exports.main = () => cloud.openapi.logistics.addOrder({ a: 1 });`,
    order: `${CLOUD} exports.main = (args) => cloud.cloudPay.unifiedOrder(args);`,
    paid: `${CLOUD} exports.main = async (event) => { console.log(cloud.getWXContext().SOURCE, event.outTradeNo, event.totalFee); return { errcode: 0, errmsg: '' }; };`,
  });
});
afterAll(() => host.stop());

const MESSAGE = {
  touser: 'oA',
  templateId: 'T1',
  page: 'pages/order/index?id=1',
  data: {
    thing1: { value: '美式咖啡' },
    amount2: { value: '¥12.50' },
    time3: { value: '2027年1月1日 12:30' },
  },
};
const send = (args: object) => host.world.callFunction('send', args);
const answerPrompt = (accept: boolean) =>
  fetch(`${host.world.url}/local/subscribe`, {
    method: 'POST',
    body: JSON.stringify({ openid: 'oA', tmplIds: ['T1'], accept }),
  }).then((response) => response.json());

test('a message needs one accepted prompt each', async () => {
  expect(await send(MESSAGE)).toMatchObject({ errCode: 43101 });
  expect(await answerPrompt(false)).toMatchObject({ T1: 'reject' });
  expect(await send(MESSAGE)).toMatchObject({ errCode: 43101 });
  expect(await answerPrompt(true)).toMatchObject({ T1: 'accept' });
  expect(await send(MESSAGE)).toMatchObject({ errCode: 0, msgid: expect.any(Number) });
  expect(await send(MESSAGE)).toMatchObject({ errCode: 43101 });
  expect(host.world.outbox.all()).toMatchObject([
    {
      openid: 'oA',
      templateId: 'T1',
      page: MESSAGE.page,
      data: { thing1: '美式咖啡', amount2: '¥12.50' },
    },
  ]);
});

test('a field WeChat would not take is refused and costs nothing', async () => {
  await answerPrompt(true);
  const data = { thing1: { value: '这一句实在是太长了，超过了二十个字的上限啊' } };
  expect(await send({ ...MESSAGE, data })).toMatchObject({ errCode: 47003 });
  expect(await send({ ...MESSAGE, data: { phrase1: { value: 'abc' } } })).toMatchObject({
    errCode: 47003,
  });
  expect(host.world.outbox.left('oA', 'T1')).toBe(1);
});

test('content check and phone number', async () => {
  expect(await host.world.callFunction('check', { content: '你好' })).toMatchObject({
    result: { suggest: 'pass', label: 100 },
  });
  expect(await host.world.callFunction('check', { content: '来赌博吧' })).toMatchObject({
    result: { suggest: 'risky' },
  });
  const phone = await host.world.callFunction('phone', { code: 'c1' });
  expect(phone).toMatch(/^199\d{8}$/);
  expect(await host.world.callFunction('phone', { code: 'c1' })).toBe(phone);
});

test('the server SDK’s plain JSON way to the same API', async () => {
  expect(await host.world.callFunction('plain', { content: '你好' })).toMatchObject({
    errcode: 0,
    result: { suggest: 'pass' },
  });
});

test('what is not served says so', async () => {
  await expect(host.world.callFunction('unknown', {})).rejects.toThrow(/api unauthorized/);
});

test('cloudPay: order, pay, and the callback function is called as WeChat Pay', async () => {
  const order = {
    body: '连锁门店订单',
    outTradeNo: 'CP202701010001',
    totalFee: 1250,
    spbillCreateIp: '127.0.0.1',
    subMchId: '1900000001',
    envId: 'local-env',
    functionName: 'paid',
  };
  const { resultCode, payment } = (await host.world.callFunction('order', order)) as {
    resultCode: string;
    payment: { package: string };
  };
  expect(resultCode).toBe('SUCCESS');
  host.world.wechatPay.confirm(payment.package.replace('prepay_id=', ''), 'success');
  await until(() =>
    host.lines.some((line) => line === 'paid log: wx_paycallback CP202701010001 1250'),
  );
});
