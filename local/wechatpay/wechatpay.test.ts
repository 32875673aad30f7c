import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createClock } from '../clock/clock';
import { openRecords } from '../server/records';
import { openWechatPay } from './index';
import type { Json } from './merchant.fixture';
import { createMerchant } from './merchant.fixture';
import { NO_FAULTS } from './notify';
import { sealResource, signLines, verifyLines } from './signature';

const clock = createClock(openRecords<number>());
const JSAPI = '/wechatpay/v3/pay/transactions/jsapi';
const REFUNDS = '/wechatpay/v3/refund/domestic/refunds';

let pay: Awaited<ReturnType<typeof openWechatPay>>;
let merchant: ReturnType<typeof createMerchant>;

/** The merchant's callback address: what came, and what it answers. */
const heard: { event: string; data: Json; verified: boolean }[] = [];
let answerWith = 200;
const shop = createServer((request, response) => {
  let raw = '';
  request.on('data', (chunk) => (raw += chunk));
  request.on('end', () => {
    const verified = merchant.verify((name) => String(request.headers[name] ?? ''), raw);
    const { event_type, resource } = JSON.parse(raw);
    heard.push({ event: event_type, data: merchant.open(resource), verified });
    response.writeHead(answerWith).end();
  });
});
const notifyUrl = () => `http://127.0.0.1:${(shop.address() as AddressInfo).port}/paid`;
/** Callbacks of one order; those of earlier tests may still be on their way. */
const heardOf = (no: string) => heard.filter(({ data }) => data['out_trade_no'] === no);
const heardSoon = (no: string, count: number) => expect.poll(() => heardOf(no).length).toBe(count);

beforeAll(async () => {
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  pay = await openWechatPay({
    clock,
    appid: 'wxapp',
    prefix: '/wechatpay',
    url: () => 'http://127.0.0.1:4800',
    records: { keys: openRecords(), transactions: openRecords(), refunds: openRecords() },
    callFunction: async () => undefined,
    told: () => {},
  });
  const app = new Hono().route('/wechatpay', pay.routes());
  merchant = createMerchant(app, pay.env(), clock.now);
});
afterAll(() => {
  shop.close();
  clock.close();
});
beforeEach(() => {
  answerWith = 200;
  pay.setFaults(NO_FAULTS);
});

const prepay = async (no: string, over: object = {}) => {
  const { body } = await merchant.ask(
    'POST',
    JSAPI,
    merchant.order(no, { notify_url: notifyUrl(), ...over }),
  );
  return String(body['prepay_id']);
};
const query = (no: string) =>
  merchant.ask('GET', `/wechatpay/v3/pay/transactions/out-trade-no/${no}?mchid=1900000001`);
const refund = (no: string, refundNo: string, sum: number) =>
  merchant.ask('POST', REFUNDS, {
    out_trade_no: no,
    out_refund_no: refundNo,
    notify_url: notifyUrl(),
    amount: { refund: sum, total: 1250, currency: 'CNY' },
  });

describe('signatures', () => {
  test('the published vector of the sealed resource', () => {
    const key = 'a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb';
    const { ciphertext } = sealResource('message', 'associatedData', key, 'uluk4a9R25RW');
    expect(ciphertext).toBe('ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=');
  });

  test('an order is taken and the answer can be verified', async () => {
    const answer = await merchant.ask('POST', JSAPI, merchant.order('S-0001'));
    expect(answer).toMatchObject({ status: 200, verified: true });
    expect(answer.body['prepay_id']).toMatch(/^wx[0-9a-f]{34}$/);
  });

  test('a client may sign the path without the prefix, as with the real address', async () => {
    const body = JSON.stringify(merchant.order('S-0002'));
    const authorization = merchant.authorize('POST', '/v3/pay/transactions/jsapi', body);
    expect((await merchant.ask('POST', JSAPI, JSON.parse(body), authorization)).status).toBe(200);
  });

  test.each<[string, (body: string) => string | undefined]>([
    ['none', () => ''],
    ['of another body', (body) => merchant.authorize('POST', JSAPI, `${body} `)],
    ['of another path', (body) => merchant.authorize('POST', `${JSAPI}?x=1`, body)],
    ['of another method', (body) => merchant.authorize('PUT', JSAPI, body)],
    [
      'six minutes old',
      (body) =>
        merchant.authorize('POST', JSAPI, body, {
          timestamp: Math.floor(clock.now() / 1000) - 360,
        }),
    ],
    [
      'of another merchant',
      (body) => merchant.authorize('POST', JSAPI, body, { mchid: '1900000009' }),
    ],
    [
      'under another certificate',
      (body) => merchant.authorize('POST', JSAPI, body, { serial: 'ABC' }),
    ],
  ])('%s: refused, and the refusal is not signed', async (_what, make) => {
    const order = merchant.order('S-0003');
    const answer = await merchant.ask('POST', JSAPI, order, make(JSON.stringify(order)));
    expect(answer).toMatchObject({ status: 401, verified: false, body: { code: 'SIGN_ERROR' } });
  });

  test('the same request twice is a replay', async () => {
    const order = merchant.order('S-0004');
    const authorization = merchant.authorize('POST', JSAPI, JSON.stringify(order));
    expect((await merchant.ask('POST', JSAPI, order, authorization)).status).toBe(200);
    expect((await merchant.ask('POST', JSAPI, order, authorization)).status).toBe(401);
  });
});

describe('an order', () => {
  test.each<[string, object]>([
    ['amount', { amount: { total: 0 } }],
    ['amount', { amount: { total: 12.5 } }],
    ['payer', { payer: {} }],
    ['notify_url', { notify_url: 'http://127.0.0.1/a?b=1' }],
    ['description', { description: '' }],
    ['out_trade_no', { out_trade_no: 'x' }],
  ])('with a bad %s is refused', async (_what, over) => {
    const answer = await merchant.ask('POST', JSAPI, merchant.order('O-0001', over));
    expect(answer).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR' } });
  });

  test('paid: charged once, told signed and sealed, found by query', async () => {
    const id = await prepay('O-0002', { attach: 'a' });
    expect(pay.preview(id)).toEqual({ total: 1250, description: '门店订单', state: 'NOTPAY' });
    expect(pay.confirm(id, 'success')).toMatchObject({ tradeState: 'SUCCESS', total: 1250 });
    await heardSoon('O-0002', 1);
    expect(heardOf('O-0002')[0]).toMatchObject({
      event: 'TRANSACTION.SUCCESS',
      verified: true,
      data: {
        out_trade_no: 'O-0002',
        trade_state: 'SUCCESS',
        attach: 'a',
        amount: { total: 1250 },
      },
    });
    expect(() => pay.confirm(id, 'success')).toThrow('已支付');
    const { body } = await query('O-0002');
    expect(body).toMatchObject({ trade_state: 'SUCCESS', payer: { openid: 'oShopper' } });
    const again = await merchant.ask('POST', JSAPI, merchant.order('O-0002'));
    expect(again.body).toMatchObject({ code: 'ORDERPAID' });
  });

  test('turned away from stays unpaid and can be paid later', async () => {
    const id = await prepay('O-0003');
    expect(pay.confirm(id, 'cancel').tradeState).toBe('NOTPAY');
    expect(pay.confirm(id, 'fail').tradeState).toBe('NOTPAY');
    expect(pay.confirm(id, 'success').tradeState).toBe('SUCCESS');
  });

  test('closed cannot be paid; paid cannot be closed', async () => {
    const close = (no: string) =>
      merchant.ask('POST', `/wechatpay/v3/pay/transactions/out-trade-no/${no}/close`, {
        mchid: '1900000001',
      });
    const id = await prepay('O-0004');
    expect(await close('O-0004')).toMatchObject({ status: 204, verified: true });
    expect(() => pay.confirm(id, 'success')).toThrow('已关闭');
    pay.confirm(await prepay('O-0005'), 'success');
    expect((await close('O-0005')).body).toMatchObject({ code: 'ORDERPAID' });
    expect((await close('O-none')).status).toBe(404);
  });

  test('the same number with another amount is somebody else’s order', async () => {
    await prepay('O-0006');
    const other = merchant.order('O-0006', { amount: { total: 1 } });
    expect((await merchant.ask('POST', JSAPI, other)).body).toMatchObject({
      code: 'OUT_TRADE_NO_USED',
    });
  });

  test('its prepay id ends after two hours', async () => {
    const id = await prepay('O-0007');
    await clock.jump(2 * 3_600_000 + 1000);
    expect(() => pay.confirm(id, 'success')).toThrow('已失效');
  });

  test('the phone checks the merchant’s signature when it is given one', async () => {
    const id = await prepay('O-0008');
    const fields = { timeStamp: '1', nonceStr: 'n', package: `prepay_id=${id}` };
    const lines = ['wxapp', fields.timeStamp, fields.nonceStr, fields.package];
    const paySign = signLines(lines, merchant.privateKey);
    expect(() => pay.confirm(id, 'success', { ...fields, nonceStr: 'm', paySign })).toThrow('签名');
    expect(pay.confirm(id, 'success', { ...fields, paySign }).tradeState).toBe('SUCCESS');
    expect(verifyLines(lines, paySign, merchant.platformKey)).toBe(false);
  });
});

describe('what goes wrong on the way', () => {
  test('a merchant that does not answer well is told again and again', async () => {
    answerWith = 500;
    pay.confirm(await prepay('F-0001'), 'success');
    await heardSoon('F-0001', 1);
    // The next try is set when the bad answer is in, which a busy machine may see after the jump.
    for (let i = 0; i < 20 && heardOf('F-0001').length < 3; i += 1) {
      await clock.jump(15_000);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(heardOf('F-0001')).toHaveLength(3);
    answerWith = 200;
    for (let i = 0; i < 20 && heardOf('F-0001').length < 4; i += 1) {
      await clock.jump(30_000);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await clock.jump(86_400_000);
    expect(heardOf('F-0001')).toHaveLength(4);
  });

  test('copies, delays and losses', async () => {
    pay.setFaults({ duplicate: 2 });
    pay.confirm(await prepay('F-0002'), 'success');
    await heardSoon('F-0002', 1);
    await clock.jump(3000);
    expect(heardOf('F-0002')).toHaveLength(3);
    pay.setFaults({ ...NO_FAULTS, delayMs: 60_000 });
    pay.confirm(await prepay('F-0003'), 'success');
    await clock.jump(58_000);
    expect(heardOf('F-0003')).toHaveLength(0);
    await clock.jump(2000);
    expect(heardOf('F-0003')).toHaveLength(1);
    pay.setFaults({ ...NO_FAULTS, lost: true });
    pay.confirm(await prepay('F-0004'), 'success');
    await clock.jump(86_400_000);
    expect(heardOf('F-0004')).toHaveLength(0);
    expect((await query('F-0004')).body).toMatchObject({ trade_state: 'SUCCESS' });
  });

  test('a payment whose answer got lost arrives by itself', async () => {
    expect(pay.confirm(await prepay('F-0005'), 'later').tradeState).toBe('NOTPAY');
    await clock.jump(15_000);
    expect((await query('F-0005')).body).toMatchObject({ trade_state: 'SUCCESS' });
    await heardSoon('F-0005', 1);
  });

  test('an API that fails answers 500, then recovers', async () => {
    pay.setFaults({ errors: 1 });
    expect((await query('F-0005')).status).toBe(500);
    expect((await query('F-0005')).status).toBe(200);
  });
});

describe('a refund', () => {
  test('accepted is not done; done is told', async () => {
    pay.confirm(await prepay('R-0001'), 'success');
    await heardSoon('R-0001', 1);
    expect((await refund('R-0001', 'RF-1', 250)).body).toMatchObject({ status: 'PROCESSING' });
    await clock.jump(1000);
    await heardSoon('R-0001', 2);
    expect(heardOf('R-0001')[1]).toMatchObject({
      event: 'REFUND.SUCCESS',
      verified: true,
      data: {
        out_refund_no: 'RF-1',
        refund_status: 'SUCCESS',
        amount: { refund: 250, total: 1250 },
      },
    });
    expect((await merchant.ask('GET', `${REFUNDS}/RF-1`)).body).toMatchObject({
      status: 'SUCCESS',
    });
  });

  test('the same number refunds once; together never more than was paid', async () => {
    pay.confirm(await prepay('R-0002'), 'success');
    await refund('R-0002', 'RF-2', 1000);
    expect((await refund('R-0002', 'RF-2', 1000)).status).toBe(200);
    expect((await refund('R-0002', 'RF-2', 999)).status).toBe(400);
    expect((await refund('R-0002', 'RF-3', 251)).status).toBe(400);
    expect((await refund('R-0002', 'RF-4', 250)).status).toBe(200);
    const given = pay.books.refunds().filter(({ outTradeNo }) => outTradeNo === 'R-0002');
    expect(given.map(({ amount }) => amount)).toEqual([1000, 250]);
  });

  test('of an unpaid order is refused', async () => {
    await prepay('R-0003');
    expect((await refund('R-0003', 'RF-5', 1)).status).toBe(404);
    expect((await merchant.ask('GET', `${REFUNDS}/RF-none`)).status).toBe(404);
  });
});
