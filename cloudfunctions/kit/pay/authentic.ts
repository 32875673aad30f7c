import { BadCallback } from '../ports';
import { verify } from './crypto';

const WINDOW_S = 300;

export interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  /** Byte for byte as it arrived: a body parsed and written again has another signature. */
  readonly body: string;
}

/**
 * Throws unless the payment company signed this, now, with a key we know. Certificate and public key are
 * both accepted while the company moves from one to the other: the serial says which one it was.
 */
export function assertAuthentic(
  { headers, body }: Signed,
  keys: ReadonlyMap<string, string>,
  nowMs: number,
): void {
  const need = (name: string): string => {
    const value = headers[name];
    if (typeof value !== 'string' || value === '') throw new BadCallback(`header ${name}`);
    return value;
  };
  const serial = need('wechatpay-serial');
  const signature = need('wechatpay-signature');
  const timestamp = need('wechatpay-timestamp');
  const nonce = need('wechatpay-nonce');
  // The company probes merchants with wrong signatures and expects to be refused.
  if (signature.startsWith('WECHATPAY/SIGNTEST/')) throw new BadCallback('probe');
  const type = headers['wechatpay-signature-type'];
  if (type !== undefined && type !== 'WECHATPAY2-SHA256-RSA2048') throw new BadCallback('type');
  if (!/^\d{10}$/.test(timestamp) || Math.abs(nowMs / 1000 - Number(timestamp)) > WINDOW_S)
    throw new BadCallback('time');
  const key = keys.get(serial);
  if (key === undefined) throw new BadCallback('serial');
  if (!verify(key, `${timestamp}\n${nonce}\n${body}\n`, signature))
    throw new BadCallback('signature');
}
