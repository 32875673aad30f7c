import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LocalOptions, World } from './index';
import { startLocal } from './index';

let dir: string;
const worlds: World[] = [];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
});
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
  await rm(dir, { recursive: true, force: true });
});

const start = async (options: Partial<LocalOptions> = {}): Promise<World> => {
  const functionsDir = join(dir, 'functions');
  const world = await startLocal({
    port: 0,
    functionsDir,
    collections: [{ name: 'notes' }],
    ...options,
  });
  worlds.push(world);
  return world;
};

const write = async (path: string, text: string) => {
  const file = join(dir, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
};

test('a taken port gives way to a free one, and the world says so', async () => {
  const first = await start();
  const second = await start({ port: first.port });
  expect(first.gotWantedPort).toBe(true);
  expect(second.gotWantedPort).toBe(false);
  expect(second.port).not.toBe(first.port);
  expect((await fetch(`${second.url}/local/clock`)).status).toBe(200);
});

test('a second run on the same data is refused before it touches anything', async () => {
  const data = join(dir, 'data');
  const first = await start({ dir: data });
  await first.clock.jump(1000);
  await expect(
    startLocal({ port: 0, dir: data, functionsDir: join(dir, 'functions'), collections: [] }),
  ).rejects.toThrow('正被另一个进程使用');
  expect(first.clock.offset()).toBe(1000);
});

test('documents, accounts, payments and messages outlive a restart', async () => {
  const data = join(dir, 'data');
  const before = await start({ dir: data });
  const insert = { collectionName: 'notes', data: ['{"_id":"n1","text":"留下"}'] };
  await before.admin.handle('database.insertDocument', insert);
  await before.auth.saveUser({ uid: 'u1', username: 'boss', password: 'secret-1' });
  before.outbox.grant('oA', 'T1');
  const keys = before.wechatPay.env();
  await before.files.put('a/b.txt', Buffer.from('文件'));
  await before.close();
  worlds.length = 0;

  const after = await start({ dir: data });
  const query = { collectionName: 'notes', query: '{"_id":"n1"}', queryType: 'DOC' };
  const found = await after.admin.handle('database.getDocument', query);
  expect(found).toMatchObject({ data: { list: [expect.stringContaining('留下')] } });
  expect(await after.auth.signIn('boss', 'secret-1')).toMatchObject({ sub: 'u1' });
  expect(after.outbox.left('oA', 'T1')).toBe(1);
  expect(after.wechatPay.env()['WECHATPAY_SERIAL']).toBe(keys['WECHATPAY_SERIAL']);
  expect((await after.files.get('a/b.txt')).toString()).toBe('文件');
});

test('static folders: files, index pages, a page that routes itself, nothing outside', async () => {
  await write('site/index.html', '<h1>首页</h1>');
  await write('site/app.js', 'export {};');
  await write('secret.txt', '秘密');
  const plain = { path: '/plain', dir: join(dir, 'site') };
  const world = await start({ mounts: [plain, { ...plain, path: '/spa', spa: true }] });
  const get = async (path: string) => {
    const response = await fetch(world.url + path);
    return [response.status, response.headers.get('content-type'), await response.text()];
  };
  expect(await get('/plain')).toEqual([200, expect.stringContaining('text/html'), '<h1>首页</h1>']);
  expect(await get('/plain/app.js')).toEqual([
    200,
    expect.stringContaining('javascript'),
    'export {};',
  ]);
  expect((await get('/plain/orders/1'))[0]).toBe(404);
  expect(await get('/spa/orders/1')).toEqual([200, expect.anything(), '<h1>首页</h1>']);
  expect((await get('/plain/..%2f..%2fsecret.txt'))[0]).toBe(404);
});

test('an unchanged file is not sent twice', async () => {
  await write('site/a.css', 'a{}');
  const world = await start({ mounts: [{ path: '/s', dir: join(dir, 'site') }] });
  const etag = (await fetch(`${world.url}/s/a.css`)).headers.get('etag') ?? '';
  const again = await fetch(`${world.url}/s/a.css`, { headers: { 'if-none-match': etag } });
  expect(again.status).toBe(304);
});

test('the deployment’s variables may be made from the world’s facts', async () => {
  await write(
    'functions/env/index.js',
    'exports.main = async () => ({ base: process.env.PAY_URL, all: Object.keys(process.env).length, home: process.env.HOME });',
  );
  const world = await start({
    env: ({ wechatPay }) => ({ PAY_URL: wechatPay['WECHATPAY_BASE_URL'] ?? '' }),
  });
  const seen = await world.callFunction('env', {});
  expect(seen).toMatchObject({ base: `${world.url}/wechatpay` });
  // Nothing of the developer's own environment is visible to a function.
  expect(seen).not.toHaveProperty('home');
});

test('the phone’s and the console’s questions are answered', async () => {
  const person = { label: '林小满', group: '顾客', openid: 'oLin' };
  const world = await start({ people: async () => [person] });
  const get = async (path: string): Promise<unknown> => (await fetch(world.url + path)).json();
  expect(await get('/local/people')).toEqual([person]);
  expect(await get('/local/clock')).toEqual({ now: expect.any(Number), offset: 0 });
  expect(await get('/local/collections')).toMatchObject([{ name: 'notes', count: 0 }]);
  expect(await get('/local/timers')).toEqual([]);
  expect(await get('/local/pay')).toMatchObject({ transactions: [], refunds: [] });
  const page = await fetch(`${world.url}/console/`);
  expect(await page.text()).toContain('开发者控制台');
  expect((await fetch(`${world.url}/console/app.js`)).headers.get('content-type')).toContain(
    'javascript',
  );
});

test('payments: an unknown session is refused in words, faults are set field by field', async () => {
  const world = await start();
  const post = async (path: string, body: object) => {
    const response = await fetch(world.url + path, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as object };
  };
  expect((await post('/local/pay/preview', { prepayId: 'wx0' })).status).toBe(404);
  expect(await post('/local/pay/confirm', { prepayId: 'wx0', outcome: 'success' })).toEqual({
    status: 400,
    body: { code: 'INVALID_REQUEST', message: '支付会话已失效，请重新下单' },
  });
  expect((await post('/local/pay/confirm', { prepayId: 'wx0', outcome: 'maybe' })).status).toBe(
    400,
  );
  await post('/local/pay/faults', { duplicate: 2 });
  const { body } = await post('/local/pay/faults', { lost: true, errors: -3 });
  expect(body).toEqual({ duplicate: 2, delayMs: 0, lost: true, errors: 0 });
  expect((await fetch(`${world.url}/wechatpay/v3/pay/transactions/id/1`)).status).toBe(401);
});

test('events tell of calls as they happen', async () => {
  await write(
    'functions/hello/index.js',
    'exports.main = async () => ({ ok: false, code: "NOPE", traceId: "t_1" });',
  );
  const world = await start();
  const stop = new AbortController();
  const response = await fetch(`${world.url}/local/events`, { signal: stop.signal });
  await world.callFunction('hello', {});
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk);
    if (text.includes('t_1')) break;
  }
  stop.abort();
  expect(text).toContain('event: call');
  expect(text).toContain('"code":"NOPE"');
});

test('a document is replaced by hand, dates stay dates', async () => {
  const world = await start();
  const at = `${world.url}/local/collections/notes`;
  const document = '{"_id":"n1","at":{"$date":{"$numberLong":"1000"}},"n":1}';
  await fetch(`${at}/n1`, { method: 'PUT', body: JSON.stringify({ document }) });
  const page = await fetch(`${at}/query`, {
    method: 'POST',
    body: JSON.stringify({ filter: '{"n":{"$gte":1}}' }),
  });
  const { documents, total } = (await page.json()) as { documents: string[]; total: number };
  expect(total).toBe(1);
  expect(JSON.parse(documents[0] ?? '')).toEqual(JSON.parse(document));
  expect((await fetch(`${at}/query`, { method: 'POST', body: '{"filter":"{oops"}' })).status).toBe(
    400,
  );
  await fetch(`${at}/n1`, { method: 'DELETE' });
  expect(world.admin.describe()[0]?.count).toBe(0);
});
