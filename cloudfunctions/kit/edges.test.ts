import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { defineCall } from '#shared/contracts/kit';
import { changesOf } from './audit';
import { cached } from './cached';
import { dataKeys, payConfig } from './config';
import { isConflict, isDuplicate, isExpired, isUnknown } from './db/errors';
import { serveHttp } from './http';
import { identityOf } from './identity';
import { describeError } from './log';
import type { Cached } from './platform';
import { serve } from './serve';
import { testWorld } from './testing';
import { fieldWord } from './words';

const hex = (seed: number) =>
  Array.from({ length: 32 }, (_, i) => ((i * 37 + seed) % 256).toString(16).padStart(2, '0')).join(
    '',
  );

describe('configuration', () => {
  const env = { LIANDIAN_DATA_KEYS: `k2:${hex(1)},k1:${hex(2)}`, LIANDIAN_INDEX_KEY: hex(3) };
  test('the first key seals, all are known', () => {
    expect(dataKeys(env).data.map((k) => k.id)).toEqual(['k2', 'k1']);
  });
  test.each([
    ['没有设置', { LIANDIAN_DATA_KEYS: undefined }],
    ['没有设置', { LIANDIAN_INDEX_KEY: '' }],
    ['64 位十六进制', { LIANDIAN_DATA_KEYS: 'k1:abc' }],
    ['格式应为', { LIANDIAN_DATA_KEYS: hex(1) }],
    ['示例密钥', { LIANDIAN_DATA_KEYS: `k1:${'00'.repeat(32)}` }],
    ['示例密钥', { LIANDIAN_INDEX_KEY: '01'.repeat(32) }],
    ['重复', { LIANDIAN_DATA_KEYS: `k1:${hex(1)},k1:${hex(2)}` }],
    ['不能与数据密钥相同', { LIANDIAN_INDEX_KEY: hex(1) }],
  ])('%s: refuses to start', (why, more) => {
    expect(() => dataKeys({ ...env, ...more })).toThrow(why);
  });
  test('payment keys travel as base64url PEM', () => {
    const pem = Buffer.from('-----BEGIN PUBLIC KEY-----\n').toString('base64url');
    const pay = {
      WECHATPAY_MCHID: '1',
      WECHATPAY_APPID: 'wx',
      WECHATPAY_SERIAL: 'A',
      WECHATPAY_PRIVATE_KEY: pem,
      WECHATPAY_APIV3_KEY: 'x'.repeat(32),
      WECHATPAY_PUBLIC_KEYS: `PUB_1:${pem},CERT:${pem}`,
      WECHATPAY_NOTIFY_URL: 'https://a.example',
    };
    const config = payConfig(pay);
    expect([...config.platformKeys.keys()]).toEqual(['PUB_1', 'CERT']);
    expect(config.baseUrl).toBe('https://api.mch.weixin.qq.com');
    expect(() => payConfig({ ...pay, WECHATPAY_APIV3_KEY: 'short' })).toThrow('32');
    expect(() => payConfig({ ...pay, WECHATPAY_PRIVATE_KEY: 'AAAA' })).toThrow('PEM');
  });
});

test('the caller is whom the platform names for this call, nobody it named before', () => {
  const left = { WX_OPENID: 'o_before', TCB_UUID: 'u_before', TCB_SOURCE: 'wx_client' };
  expect(identityOf({ ...left, WX_CONTEXT_KEYS: 'WX_APPID' })).toEqual({
    source: 'wx_client',
    openid: null,
    uid: null,
  });
  expect(identityOf({ ...left, WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID' }).openid).toBe('o_before');
  const web = { ...left, TCB_CONTEXT_KEYS: 'TCB_UUID,TCB_ISANONYMOUS_USER' };
  expect(identityOf({ ...web, TCB_ISANONYMOUS_USER: 'false' }).uid).toBe('u_before');
  expect(identityOf({ ...web, TCB_ISANONYMOUS_USER: 'true' }).uid).toBeNull();
  expect(identityOf({})).toEqual({ source: '', openid: null, uid: null });
});

test('failures of both SDKs are recognised', () => {
  const wx = (errMsg: string) => ({ errCode: -501_001, errMsg });
  expect(isConflict({ code: 'DATABASE_TRANSACTION_CONFLICT' })).toBe(true);
  expect(
    isConflict(wx('[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe')),
  ).toBe(true);
  expect(
    isExpired(wx('[ResourceUnavailable.TransactionNotExist] Transaction does not exist')),
  ).toBe(true);
  expect(isDuplicate({ code: 'DATABASE_DUPLICATE_WRITE' })).toBe(true);
  expect(isDuplicate(wx('E11000 duplicate key error'))).toBe(true);
  expect(isDuplicate({ code: 11_000 })).toBe(true);
  expect(isDuplicate({ message: 'took 110005 ms' })).toBe(false);
  expect(isUnknown(Object.assign(new Error('x'), { code: 'ECONNRESET' }))).toBe(true);
  for (const is of [isConflict, isExpired, isDuplicate, isUnknown]) {
    expect(is(new Error('no'))).toBe(false);
    expect(is(null)).toBe(false);
  }
});

test('an audit row tells what changed, and of personal fields only that they did', () => {
  const before = { _id: 'a', name: '旧', phone: 'cm1.x', tags: ['a'], version: 1 };
  const after = {
    _id: 'a',
    name: '新',
    phone: 'cm1.y',
    tags: ['a'],
    version: 2,
    note: 'x'.repeat(999),
  };
  expect(changesOf(before, after)).toEqual([
    { field: 'name', before: '旧', after: '新' },
    { field: 'phone', before: '***', after: '***' },
    { field: 'note', before: '', after: `${'x'.repeat(300)}…` },
  ]);
  expect(changesOf(null, { b: { y: 1, x: 2 } })).toEqual([
    { field: 'b', before: '', after: '{"x":2,"y":1}' },
  ]);
});

test('neither phones nor openids reach the log', () => {
  const error = new TypeError(
    'E11000 { phone: 13800138000, openid: "oABCDEFGHIJKLMNOPQRSTUVWXYZ1" }',
  );
  const told = JSON.stringify(describeError(error));
  expect(told).toContain('138****8000');
  expect(told).not.toContain('oABCDEFGH');
  expect(describeError('13800138000')).toEqual({ error: '138****8000' });
});

test('fields are named as people know them', () => {
  expect(fieldWord(['phone'])).toBe('手机号');
  expect(fieldWord(['lines', 2, 'qty'])).toBe('第 3 行数量');
  expect(fieldWord([])).toBe('提交的内容');
});

test('a warm instance loads once, anew after its time, and forgets failures', async () => {
  const cache = new Map<string, Cached>();
  let loads = 0;
  const ask = (now: number, load = async () => (loads += 1)) => cached(cache, now, 'k', 10, load);
  expect(await Promise.all([ask(0), ask(0)])).toEqual([1, 1]);
  expect(await ask(9)).toBe(1);
  expect(await ask(10)).toBe(2);
  // A clock set back: what is remembered comes from the future.
  expect(await ask(5)).toBe(3);
  await expect(ask(99, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await ask(99)).toBe(4);
  for (let i = 0; i < 600; i += 1) await cached(cache, 99, `k${i}`, 10, async () => i);
  expect(cache.size).toBe(500);
});

test('a call that takes too long is answered before the platform cuts it off', async () => {
  const spec = defineCall('slow', {
    context: 'kit',
    title: '慢',
    who: ['anonymous'],
    timeoutS: 20,
    input: z.object({}),
    output: z.object({}),
  });
  const w = testWorld();
  let alarmMs = 0;
  const platform = {
    ...w.platformOf(w.as.anonymous().identity),
    alarm: (ms: number, ring: () => void) => {
      alarmMs = ms;
      setImmediate(ring);
      return () => {};
    },
  };
  const main = serve(spec, () => new Promise<never>(() => {}));
  expect(await main.on(platform)({})).toMatchObject({ ok: false, code: 'BUSY' });
  expect(alarmMs).toBe(18_500);
  expect(w.logs.at(-1)).toMatchObject({ call: 'slow', outcome: 'BUSY', level: 'error' });
});

describe('HTTP access', () => {
  const spec = defineCall('hook', {
    context: 'kit',
    title: '回调',
    kind: 'http',
    who: ['gateway'],
    input: z.object({}),
    output: z.object({}),
  });
  const main = serveHttp(spec, async (request) => {
    if (request.path === '/broken') throw new Error('secret');
    return { statusCode: 200, body: JSON.stringify([request.headers['x-a'], request.body]) };
  });
  const w = testWorld();
  const ask = (event: unknown, who = w.as.gateway()) => main.on(w.platformOf(who.identity))(event);

  test('the handler sees the body byte for byte, header names in lower case', async () => {
    const body = Buffer.from('{ "a":1 }').toString('base64');
    expect(
      await ask({ path: '/', headers: { 'X-A': 'v', 'x-b': ['1'] }, body, isBase64Encoded: true }),
    ).toEqual({
      statusCode: 200,
      body: '["v","{ \\"a\\":1 }"]',
    });
    for (const event of [null, 7, {}, { headers: null, body: {} }])
      expect(await ask(event)).toMatchObject({ statusCode: 200 });
  });

  test('people do not call it, and a defect shows nothing', async () => {
    expect(await ask({}, w.as.shopper('o1'))).toEqual({ statusCode: 403, body: '' });
    expect(await ask({ path: '/broken' })).toEqual({ statusCode: 500, body: '' });
    expect(w.logs.at(-1)).toMatchObject({ level: 'error', error: 'Error: secret' });
  });
});

test('what sends messages brings the sender along; nothing else pays for it', () => {
  const root = join(import.meta.dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('kit'))
    .map((file) => readFileSync(join(root, file), 'utf8'));
  const sends = files.filter((text) => text.includes('notify.send('));
  const brings = files.filter((text) => /^import '(\.\.\/)+kit\/notify';$/m.test(text));
  expect(sends.length).toBeGreaterThan(0);
  expect(brings).toEqual(sends);
});
