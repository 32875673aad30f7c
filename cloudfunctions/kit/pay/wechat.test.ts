import { createCipheriv, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PayConfig } from '../config';
import { BadCallback, type Pay } from '../ports';
import { WechatPayError } from './client';
import { authorization, decrypt, sign, verify } from './crypto';
import { wechatPay } from './wechat';

const NOW = 1_795_312_800_000;
const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const merchant = pair();
const byKey = pair();
const byCertificate = pair();
const stranger = pair();
const API_KEY = randomBytes(16).toString('hex');
const config: PayConfig = {
  mchid: '1900000001',
  appid: 'wx0000000000000001',
  serial: 'ABCDEF',
  privateKey: merchant.privateKey,
  apiV3Key: API_KEY,
  platformKeys: new Map([
    ['PUB_KEY_ID_1', byKey.publicKey],
    ['CERT_1', byCertificate.publicKey],
  ]),
  baseUrl: '',
  notifyUrl: 'https://shop.example/notify',
};

describe('published vectors (tests of wechatpay-java)', () => {
  test('AES-256-GCM', () => {
    const resource = {
      algorithm: 'AEAD_AES_256_GCM',
      nonce: 'uluk4a9R25RW',
      associated_data: 'associatedData',
      ciphertext: 'ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=',
    };
    expect(decrypt('a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb', resource)).toBe('message');
    expect(() =>
      decrypt('a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb', { ...resource, associated_data: '' }),
    ).toThrow('Unsupported');
    expect(() => decrypt(API_KEY, { ...resource, algorithm: 'AES' })).toThrow('AEAD');
  });

  test('RSA-SHA256 of "message", checked by the certificate’s key', () => {
    const publicKey = [
      '-----BEGIN PUBLIC KEY-----',
      'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmmc3oVMM3MXS4Bp/1Da8',
      'hy3V9Mgbwqg9KfdvwXZQiAYtHZs2c633PhRdMSu9AD/W9vkcuavs11FPnT7nCZoM',
      'AAYmfi7XvuHrjMajwhJHRLvZcoqYWpaaGjlT25gzWrc6vZOWvz+OeEEVjHZC1CWQ',
      'nqC/Wxdhp/9vsFhMN7C/MxRXDjPCa9T3Ti5gMfoe6X//O43Jl1wpvkmasOTLSCyk',
      'Ivcx1ro2HTANCHGDXkGjZdYfzVJ7p4HSBymmlPte8Al6k3GbIqQBqKn6qx8f7K99',
      'GbMznR2DrxTYgfq4RJXQRki1sEmBOixZGz/RnUFiiEAoqdxOXS4+WRZA3jr+B3pH',
      '/QIDAQAB',
      '-----END PUBLIC KEY-----',
    ].join('\n');
    const signature = [
      'Rq+5ZpWV6IHTWE1+9gCrYJKguNgbItpMdlIA+PVCPCdUAKNlohZz7CL7Y8xWDIFJjdGnErMj6Z+Q/h9CF5MV+nAVkqDmBR0uP5pp',
      'sUEzco4ijvKHsvI2ro4boSW6vSfQs3W8I4QSI9a0/NFIgvj83Fv27LIYZf7deaFWmEwd1fpAeJRCyoKyBeJPdsjVx0//Lqe6',
      'Wze2zVdliLcBvaHCfpd8+rAVGS+FQDeWgHqJ7n/Zy09LmV1/ghs7pO1mdjdD16SHKlysAD3K5hNGUJX/SHrEXEcu1yO1AOb/',
      'YvOVkjNh8243rcfXNE5L4ph2XS11vS+2aToKYSOcKUagf0LLaw==',
    ].join('');
    expect(verify(publicKey, 'message', signature)).toBe(true);
    expect(verify(publicKey, 'Message', signature)).toBe(false);
    expect(verify('no key', 'message', signature)).toBe(false);
  });
});

/** What the company would sign and send. */
function callback(
  more: Partial<Record<'serial' | 'signature' | 'timestamp' | 'body', string>> & {
    key?: typeof byKey;
    data?: object;
  } = {},
) {
  const nonce = randomBytes(6).toString('hex');
  const cipher = createCipheriv('aes-256-gcm', API_KEY, nonce).setAAD(Buffer.from('transaction'));
  const data = {
    appid: config.appid,
    mchid: config.mchid,
    out_trade_no: 'p_1',
    transaction_id: '4200',
    trade_state: 'SUCCESS',
    success_time: '2026-11-22T10:00:00+08:00',
    amount: { total: 1234, currency: 'CNY' },
    ...more.data,
  };
  const sealed = [cipher.update(JSON.stringify(data), 'utf8'), cipher.final(), cipher.getAuthTag()];
  const body =
    more.body ??
    JSON.stringify({
      event_type: 'TRANSACTION.SUCCESS',
      resource: {
        algorithm: 'AEAD_AES_256_GCM',
        ciphertext: Buffer.concat(sealed).toString('base64'),
        nonce,
        associated_data: 'transaction',
      },
    });
  const timestamp = more.timestamp ?? String(NOW / 1000);
  const key = (more.key ?? byKey).privateKey;
  return {
    body,
    headers: {
      'wechatpay-serial': more.serial ?? 'PUB_KEY_ID_1',
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': 'n',
      'wechatpay-signature': more.signature ?? sign(key, `${timestamp}\nn\n${body}\n`),
    },
  };
}

describe('callbacks', () => {
  const pay = wechatPay(config, () => NOW);

  test('signed by public key or by certificate, both while they change over', () => {
    const state = {
      outTradeNo: 'p_1',
      state: 'SUCCESS',
      amountFen: 1234,
      transactionId: '4200',
      paidAt: NOW,
    };
    expect(pay.readCallback(callback())).toEqual(state);
    expect(pay.readCallback(callback({ serial: 'CERT_1', key: byCertificate }))).toEqual(state);
  });

  const minutes = (n: number) => String(NOW / 1000 + n * 60);
  test.each([
    ['another key', callback({ key: stranger }), 'signature'],
    ['the right key under the other serial', callback({ serial: 'CERT_1' }), 'signature'],
    ['an unknown serial', callback({ serial: 'X' }), 'serial'],
    ['six minutes old', callback({ timestamp: minutes(-6) }), 'time'],
    ['six minutes ahead', callback({ timestamp: minutes(6) }), 'time'],
    ['no number as time', callback({ timestamp: 'now' }), 'time'],
    ['probe traffic', callback({ signature: 'WECHATPAY/SIGNTEST/x' }), 'probe'],
    ['no signature', callback({ signature: '' }), 'header'],
    ['another merchant', callback({ data: { mchid: '1' } }), 'merchant'],
    ['another app', callback({ data: { appid: 'wx' } }), 'merchant'],
    ['another currency', callback({ data: { amount: { total: 1, currency: 'USD' } } }), 'content'],
    ['no JSON', callback({ body: 'hello' }), 'content'],
  ])('%s is refused', (_what, request, why) => {
    expect(() => pay.readCallback(request)).toThrow(BadCallback);
    expect(() => pay.readCallback(request)).toThrow(why);
  });

  test('a body written anew, or with any bit changed, is another body', () => {
    const good = callback();
    const pretty = JSON.stringify(JSON.parse(good.body), null, 1);
    expect(() => pay.readCallback({ ...good, body: pretty })).toThrow('signature');
    const bytes = Buffer.from(good.body);
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => pay.readCallback({ ...good, body: changed.toString('utf8') })).toThrow(
        BadCallback,
      );
    }
  });
});

describe('requests', () => {
  /** A company that checks our signature and signs its answers. */
  let server: Server;
  let pay: Pay;
  let seen: { method: string; url: string; body: unknown }[] = [];
  let reply: { status: number; body: object | null; key: typeof byKey } = {
    status: 200,
    body: {},
    key: byKey,
  };

  const read = async (request: IncomingMessage): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  };
  beforeAll(async () => {
    server = createServer((request, response) => {
      void read(request).then((body) => {
        const { method = '', url = '' } = request;
        const header = request.headers.authorization ?? '';
        const fields = Object.fromEntries(
          [...header.matchAll(/(\w+)="([^"]*)"/g)].map((m) => [m[1], m[2]]),
        );
        const message = `${method}\n${url}\n${fields['timestamp']}\n${fields['nonce_str']}\n${body}\n`;
        const honest =
          header.startsWith('WECHATPAY2-SHA256-RSA2048 ') &&
          fields['mchid'] === config.mchid &&
          fields['serial_no'] === config.serial &&
          verify(merchant.publicKey, message, fields['signature'] ?? '');
        seen.push({ method, url, body: body === '' ? null : JSON.parse(body) });
        const status = honest ? reply.status : 401;
        const text = honest
          ? reply.body
            ? JSON.stringify(reply.body)
            : ''
          : '{"code":"SIGN_ERROR"}';
        const at = String(NOW / 1000);
        response.writeHead(status, {
          'Wechatpay-Serial': 'PUB_KEY_ID_1',
          'Wechatpay-Timestamp': at,
          'Wechatpay-Nonce': 'n',
          'Wechatpay-Signature': sign(reply.key.privateKey, `${at}\nn\n${text}\n`),
        });
        response.end(text);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    pay = wechatPay({ ...config, baseUrl: `http://127.0.0.1:${port}` }, () => NOW);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const answer = (body: object | null, more: Partial<typeof reply> = {}) => {
    seen = [];
    reply = { status: body ? 200 : 204, body, key: byKey, ...more };
  };
  const order = {
    outTradeNo: 'p_1',
    amountFen: 1234,
    openid: 'o1',
    description: '连店',
    expiresAt: NOW + 900_000,
  };

  test('prepay signs the order, and the phone’s parameters fit the answer', async () => {
    answer({ prepay_id: 'wx42' });
    const prepayId = await pay.prepay(order);
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/v3/pay/transactions/jsapi',
      body: {
        amount: { total: 1234, currency: 'CNY' },
        time_expire: '2026-11-22T10:15:00+08:00',
        payer: { openid: 'o1' },
      },
    });
    const { timeStamp, nonceStr, package: pack, paySign } = pay.params(prepayId);
    expect(pack).toBe('prepay_id=wx42');
    expect(
      verify(merchant.publicKey, `${config.appid}\n${timeStamp}\n${nonceStr}\n${pack}\n`, paySign),
    ).toBe(true);
  });

  test('an answer the company did not sign is no answer', async () => {
    answer({ prepay_id: 'wx42' }, { key: stranger });
    await expect(pay.prepay(order)).rejects.toThrow('signature');
  });

  test('query, close and refund', async () => {
    const { appid, mchid } = config;
    answer({ appid, mchid, out_trade_no: 'p_1', trade_state: 'NOTPAY' });
    expect(await pay.query('p_1')).toMatchObject({ state: 'NOTPAY', amountFen: 0, paidAt: null });
    expect(seen[0]?.url).toBe(`/v3/pay/transactions/out-trade-no/p_1?mchid=${mchid}`);
    answer({ code: 'ORDER_NOT_EXIST' }, { status: 404 });
    expect(await pay.query('p_1')).toMatchObject({ state: 'UNKNOWN' });
    answer(null);
    await pay.close('p_1');
    const refund = {
      outRefundNo: 'r_1',
      outTradeNo: 'p_1',
      amountFen: 5,
      totalFen: 9,
      reason: '缺货',
    };
    for (const [status, state] of [
      ['SUCCESS', 'done'],
      ['PROCESSING', 'processing'],
      ['ABNORMAL', 'failed'],
    ]) {
      answer({ status });
      expect(await pay.refund(refund)).toBe(state);
      expect(await pay.queryRefund('r_1')).toBe(state);
    }
    answer({ code: 'RESOURCE_NOT_EXISTS' }, { status: 404 });
    expect(await pay.queryRefund('r_2')).toBe('unknown');
  });

  test('a refusal comes with its code, without the request', async () => {
    answer({ code: 'ORDERPAID', message: 'openid o1 paid' }, { status: 400 });
    const error: unknown = await pay.close('p_1').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(WechatPayError);
    expect(error).toMatchObject({ status: 400, code: 'ORDERPAID' });
    expect(String(error)).not.toContain('o1');
    answer({}, { status: 502 });
    await expect(pay.query('p_1')).rejects.toThrow('502');
  });

  test('the signature covers method, address, time and body', () => {
    const at = { timestamp: 1, nonce: 'n' };
    const request = { method: 'POST', url: '/a?b=1', body: '{}' };
    const signed = (more: object) => authorization(config, { ...request, ...more }, at);
    const all = [{}, { method: 'PUT' }, { url: '/a?b=2' }, { body: '{ }' }].map(signed);
    expect(new Set(all).size).toBe(4);
    expect(signed({})).toBe(all[0]);
  });
});
