import { MINUTE_MS } from '#shared/domain/time';
import { seeded } from '../../../cloudfunctions/kit/testing';
import type { Call, Said } from './company';

export interface Forgery {
  readonly name: string;
  readonly call: Call;
}

const changed = (call: Call, more: Readonly<Record<string, string>>): Call => ({
  ...call,
  headers: { ...call.headers, ...more },
});
const without = (call: Call, name: string): Call => ({
  ...call,
  headers: Object.fromEntries(Object.entries(call.headers).filter(([key]) => key !== name)),
});

/** What nobody but the company can make, or not any more, or not for this merchant. */
export function forgeries(make: (said: Said) => Call, right: Said): Forgery[] {
  const good = make(right);
  const list: Forgery[] = [
    { name: 'signed by a stranger', call: make({ ...right, signedBy: 'stranger' }) },
    { name: 'key of one mode, serial of the other', call: make({ ...right, serial: 'CERT_1' }) },
    { name: 'a serial nobody knows', call: make({ ...right, serial: 'PUB_KEY_ID_9' }) },
    { name: 'six minutes old', call: make({ ...right, at: right.at - 6 * MINUTE_MS }) },
    { name: 'six minutes early', call: make({ ...right, at: right.at + 6 * MINUTE_MS }) },
    { name: 'of another merchant', call: make({ ...right, notice: { mchid: '1900000002' } }) },
    { name: 'of another app', call: make({ ...right, notice: { appid: 'wx9' } }) },
    { name: 'a fen less', call: make({ ...right, amountFen: right.amountFen - 1 }) },
    { name: 'a hundred times as much', call: make({ ...right, amountFen: right.amountFen * 100 }) },
    {
      name: 'in another currency',
      call: make({ ...right, notice: { amount: { total: right.amountFen, currency: 'USD' } } }),
    },
    { name: 'of a payment we never made', call: make({ ...right, outTradeNo: 'p_nobody' }) },
    {
      name: 'written anew',
      call: { ...good, body: JSON.stringify(JSON.parse(good.body), null, 1) },
    },
    { name: 'asked for by GET', call: { ...good, httpMethod: 'GET' } },
    { name: 'the probe', call: changed(good, { 'wechatpay-signature': 'WECHATPAY/SIGNTEST/abc' }) },
    {
      name: 'another kind of signature',
      call: changed(good, { 'wechatpay-signature-type': 'WECHATPAY2-SM2-WITH-SM3' }),
    },
    { name: 'no body', call: { ...good, body: '' } },
  ];
  for (const header of Object.keys(good.headers)) {
    list.push({ name: `without ${header}`, call: without(good, header) });
    list.push({ name: `empty ${header}`, call: changed(good, { [header]: '' }) });
  }
  return list;
}

const sameBytes = (a: string, b: string): boolean =>
  Buffer.from(a, 'base64').equals(Buffer.from(b, 'base64'));

/** One bit of the body or of a header turned, anywhere. */
export function* flips(good: Call, count: number, seed: number): Generator<Forgery> {
  const random = seeded(seed);
  const parts = ['body', ...Object.keys(good.headers)];
  for (let made = 0; made < count;) {
    const part = parts[Math.floor(random() * parts.length)] ?? 'body';
    const before = part === 'body' ? good.body : (good.headers[part] ?? '');
    const bytes = Buffer.from(before, 'latin1');
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 7));
    const after = bytes.toString('latin1');
    // The last letter of base64 has bits that nobody reads: the signature is the same.
    if (part === 'wechatpay-signature' && sameBytes(before, after)) continue;
    made += 1;
    const call = part === 'body' ? { ...good, body: after } : changed(good, { [part]: after });
    yield { name: `bit turned in ${part} at ${at}`, call };
  }
}
