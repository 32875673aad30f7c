import { createDecipheriv, createSign, createVerify, randomBytes } from 'node:crypto';
import type { Hono } from 'hono';

/**
 * A merchant of its own for tests: signs requests, verifies answers, opens callbacks, all from WeChat's
 * documentation and with nothing of the fake's own code.
 */
export const createMerchant = (
  app: Hono,
  env: Readonly<Record<string, string>>,
  now: () => number,
) => {
  const of = (name: string) => env[name] ?? '';
  const pem = (text: string) => Buffer.from(text, 'base64url').toString();
  const [platformKeyId = '', platformKey = ''] = of('WECHATPAY_PUBLIC_KEYS').split(':');

  const authorize = (
    method: string,
    uri: string,
    body: string,
    over: Partial<Auth> = {},
  ): string => {
    const auth = {
      mchid: of('WECHATPAY_MCHID'),
      serial: of('WECHATPAY_SERIAL'),
      nonce: randomBytes(16).toString('hex'),
      timestamp: Math.floor(now() / 1000),
      ...over,
    };
    const text = `${method}\n${uri}\n${auth.timestamp}\n${auth.nonce}\n${body}\n`;
    const signature = createSign('RSA-SHA256')
      .update(text)
      .sign(pem(of('WECHATPAY_PRIVATE_KEY')), 'base64');
    return (
      `WECHATPAY2-SHA256-RSA2048 mchid="${auth.mchid}",nonce_str="${auth.nonce}",signature="${signature}",` +
      `timestamp="${auth.timestamp}",serial_no="${auth.serial}"`
    );
  };

  const verify = (headers: (name: string) => string, body: string): boolean =>
    headers('wechatpay-serial') === platformKeyId &&
    createVerify('RSA-SHA256')
      .update(`${headers('wechatpay-timestamp')}\n${headers('wechatpay-nonce')}\n${body}\n`)
      .verify(pem(platformKey), headers('wechatpay-signature'), 'base64');

  return {
    privateKey: pem(of('WECHATPAY_PRIVATE_KEY')),
    platformKey: pem(platformKey),
    authorize,
    verify,
    /** A signed request; the answer with whether its signature is good. */
    ask: async (method: 'GET' | 'POST', uri: string, body?: object, authorization?: string) => {
      const text = body ? JSON.stringify(body) : '';
      const response = await app.request(uri, {
        method,
        headers: { authorization: authorization ?? authorize(method, uri, text) },
        ...(body ? { body: text } : {}),
      });
      const answer = await response.text();
      const verified = verify((name) => response.headers.get(name) ?? '', answer);
      return {
        status: response.status,
        verified,
        body: answer ? (JSON.parse(answer) as Json) : {},
      };
    },
    open: (resource: { ciphertext: string; nonce: string; associated_data: string }): Json => {
      const sealed = Buffer.from(resource.ciphertext, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', of('WECHATPAY_APIV3_KEY'), resource.nonce);
      decipher.setAAD(Buffer.from(resource.associated_data));
      decipher.setAuthTag(sealed.subarray(-16));
      const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      return JSON.parse(text.toString()) as Json;
    },
    order: (outTradeNo: string, over: object = {}) => ({
      appid: of('WECHATPAY_APPID'),
      mchid: of('WECHATPAY_MCHID'),
      description: '门店订单',
      out_trade_no: outTradeNo,
      notify_url: 'http://127.0.0.1:1/paid',
      amount: { total: 1250, currency: 'CNY' },
      payer: { openid: 'oShopper' },
      ...over,
    }),
  };
};

interface Auth {
  readonly mchid: string;
  readonly serial: string;
  readonly nonce: string;
  readonly timestamp: number;
}

export type Json = Record<string, unknown>;
