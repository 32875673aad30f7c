import { afterAll, beforeAll, expect, test } from 'vitest';
import { SDK, startFunctionWorld } from './function-world';

let host: Awaited<ReturnType<typeof startFunctionWorld>>;

/** Answers everything the two SDKs know about the caller, once before and once after a database round trip. */
const WHO = `${SDK}
  const cloud = require('wx-server-sdk');
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  const look = () => ({ wx: cloud.getWXContext(), user: app.auth().getUserInfo(), trigger: process.env.TRIGGER_SRC });
  exports.main = async (event) => {
    const before = look();
    await db.collection('notes').count();
    const after = look();
    return { before, after, event };
  };`;

beforeAll(async () => {
  host = await startFunctionWorld({
    who: WHO,
    outer: `${SDK} exports.main = async () => (await app.callFunction({ name: 'who', data: { a: 1 } })).result;`,
    web: `exports.main = async (event) => event.path === '/teapot'
      ? { statusCode: 418, headers: { 'x-kind': 'tea' }, body: event.isBase64Encoded ? 'bytes' : event.body }
      : { path: event.path, method: event.httpMethod, q: event.queryStringParameters, h: event.headers['x-a'], env: process.env.TCB_SOURCE };`,
    onPaid: `exports.main = async (event) => ({ errcode: 0, errmsg: process.env.TCB_SOURCE });`,
  });
});
afterAll(() => host.stop());

interface Who {
  before: { wx: Record<string, unknown>; user: Record<string, unknown>; trigger: string };
  after: { wx: Record<string, unknown>; user: Record<string, unknown>; trigger: string };
  event: Record<string, unknown>;
}

const asMini = async (openid: string, data: object = {}): Promise<Who> => {
  const response = await fetch(`${host.world.url}/wx/call/who`, {
    method: 'POST',
    headers: { 'x-wx-openid': openid },
    body: JSON.stringify(data),
  });
  // The function above has this shape.
  return ((await response.json()) as { result: Who }).result;
};

test('a mini-program user is known by openid, and the event carries it too', async () => {
  const { before, after, event } = await asMini('oShopper', { a: 1 });
  expect(before.wx).toEqual({
    OPENID: 'oShopper',
    APPID: host.world.appid,
    ENV: 'local-env',
    SOURCE: 'wx_client',
  });
  expect(before.user).toMatchObject({ openId: 'oShopper', appId: host.world.appid, uid: '' });
  expect(after).toEqual(before);
  expect(event).toEqual({ a: 1, userInfo: { appId: host.world.appid, openId: 'oShopper' } });
});

test('userInfo in the caller’s data is overwritten: it cannot be forged', async () => {
  const { event } = await asMini('oReal', { userInfo: { openId: 'oForged' } });
  expect(event['userInfo']).toEqual({ appId: host.world.appid, openId: 'oReal' });
});

test('without an openid nobody gets in', async () => {
  const response = await fetch(`${host.world.url}/wx/call/who`, { method: 'POST', body: '{}' });
  expect(await response.json()).toMatchObject({ errCode: -601034 });
});

test('200 callers at once are never mixed up', async () => {
  const openids = Array.from({ length: 200 }, (_, i) => `o${String(i).padStart(3, '0')}`);
  const answers = await Promise.all(openids.map((openid) => asMini(openid)));
  expect(answers.map(({ before }) => before.wx['OPENID'])).toEqual(openids);
  expect(answers.map(({ after }) => after.wx['OPENID'])).toEqual(openids);
  expect(answers.map(({ after }) => after.user['openId'])).toEqual(openids);
});

test('a web user is known by uid', async () => {
  await host.world.auth.saveUser({ uid: 'u_hq', username: 'boss', password: 'secret-1' });
  const signIn = await fetch(`${host.world.url}/auth/v1/signin?client_id=local-env`, {
    method: 'POST',
    body: JSON.stringify({ username: 'boss', password: 'secret-1' }),
  });
  const { access_token } = (await signIn.json()) as { access_token: string };
  const response = await fetch(`${host.world.url}/v1/functions/who`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: '{"a":1}',
  });
  const { before, event } = (await response.json()) as Who;
  expect(before.user).toEqual({
    openId: '',
    appId: '',
    uid: 'u_hq',
    customUserId: '',
    isAnonymous: false,
  });
  expect(before.wx['OPENID']).toBeUndefined();
  expect(event).toEqual({ a: 1 });
});

test('a function called by a function sees the chain of sources and no openid', async () => {
  const response = await fetch(`${host.world.url}/wx/call/outer`, {
    method: 'POST',
    headers: { 'x-wx-openid': 'oShopper' },
    body: '{}',
  });
  const { result } = (await response.json()) as { result: Who };
  expect(result.before.wx).toEqual({ ENV: 'local-env', SOURCE: 'wx_client,scf' });
  expect(result.before.user['openId']).toBe('');
  expect(result.event).toEqual({ a: 1 });
});

test('HTTP access: the request is the event, the result is the answer', async () => {
  const url = `${host.world.url}/http/web`;
  const plain = await fetch(`${url}/a/b?x=1`, { headers: { 'x-a': 'A' } });
  expect(await plain.json()).toEqual({
    path: '/a/b',
    method: 'GET',
    q: { x: '1' },
    h: 'A',
    env: 'wx_http',
  });
  const whole = await fetch(`${url}/teapot`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"n": 1}',
  });
  expect([whole.status, whole.headers.get('x-kind'), await whole.text()]).toEqual([
    418,
    'tea',
    '{"n": 1}',
  ]);
  const bytes = await fetch(`${url}/teapot`, {
    method: 'POST',
    headers: { 'content-type': 'image/png' },
    body: new Uint8Array([137, 0, 255]),
  });
  expect(await bytes.text()).toBe('bytes');
  expect((await fetch(`${host.world.url}/http/nowhere`)).status).toBe(404);
});

test('requests from other origins and under other names are refused', async () => {
  const url = `${host.world.url}/wx/call/who`;
  const foreign = await fetch(url, {
    method: 'POST',
    headers: { origin: 'https://evil.example', 'x-wx-openid': 'o1' },
    body: '{}',
  });
  expect(foreign.status).toBe(403);
  const { request } = await import('node:http');
  const rebound = await new Promise<number | undefined>((resolve, reject) => {
    const asked = request(`${host.world.url}/local/clock`, { headers: { host: 'evil.example' } });
    asked.on('response', (response) => resolve(response.resume().statusCode));
    asked.on('error', reject).end();
  });
  expect(rebound).toBe(403);
});
