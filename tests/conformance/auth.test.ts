import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFunctionWorld } from './function-world';

let host: Awaited<ReturnType<typeof startFunctionWorld>>;

beforeAll(async () => {
  host = await startFunctionWorld({ hello: 'exports.main = async () => "hello";' });
  await host.world.auth.saveUser({ uid: 'u_1', username: 'admin', password: 'right-1' });
});
afterAll(() => host.stop());

interface Tokens {
  token_type: string;
  access_token: string;
  refresh_token: string;
  expires_in: number;
  sub: string;
}

const post = (path: string, body: object, token?: string) =>
  fetch(host.world.url + path, {
    method: 'POST',
    // The web SDK sends text/plain: no preflight.
    headers: {
      'content-type': 'text/plain',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });

const signIn = async (): Promise<Tokens> => {
  const response = await post('/auth/v1/signin?client_id=local-env', {
    username: 'admin',
    password: 'right-1',
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Tokens;
};

const callHello = (token?: string) => post('/v1/functions/hello', {}, token);

test('name and password give tokens; the access token is a JWT with the uid in it', async () => {
  const tokens = await signIn();
  expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 7200, sub: 'u_1' });
  const claims = JSON.parse(
    Buffer.from(tokens.access_token.split('.')[1] ?? '', 'base64url').toString(),
  );
  expect(claims).toMatchObject({ sub: 'u_1', exp: expect.any(Number) });
  expect(await (await callHello(tokens.access_token)).json()).toBe('hello');
});

test('a wrong password and an unknown name get the same answer', async () => {
  const wrong = await post('/auth/v1/signin', { username: 'admin', password: 'wrong' });
  const unknown = await post('/auth/v1/signin', { username: 'nobody', password: 'wrong' });
  expect([wrong.status, unknown.status]).toEqual([400, 400]);
  expect(await wrong.json()).toEqual(await unknown.json());
});

test('who am I', async () => {
  const { access_token } = await signIn();
  const me = await fetch(`${host.world.url}/auth/v1/user/me`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  expect(await me.json()).toMatchObject({ sub: 'u_1', username: 'admin' });
  expect((await fetch(`${host.world.url}/auth/v1/user/me`)).status).toBe(401);
});

test('a forged, altered or unsigned token opens nothing', async () => {
  const { access_token } = await signIn();
  const [header = '', payload = '', signature = ''] = access_token.split('.');
  const other = Buffer.from(JSON.stringify({ sub: 'u_2', sid: 'x', iat: 0, exp: 9e9 })).toString(
    'base64url',
  );
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const token of [
    `${header}.${other}.${signature}`,
    `${none}.${payload}.`,
    'x',
    `${header}.${payload}`,
  ]) {
    expect((await callHello(token)).status).toBe(401);
  }
  expect((await callHello()).status).toBe(401);
});

test('after two hours only the refresh token helps', async () => {
  const tokens = await signIn();
  await host.world.clock.jump(7_201_000);
  expect((await callHello(tokens.access_token)).status).toBe(401);
  const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  const fresh = (await (await post('/auth/v1/token', refresh)).json()) as Tokens;
  expect(await (await callHello(fresh.access_token)).json()).toBe('hello');
});

test('a revoked session is over at once, its refresh token too', async () => {
  const tokens = await signIn();
  expect((await post('/auth/v1/revoke', { token: tokens.access_token })).status).toBe(200);
  expect((await callHello(tokens.access_token)).status).toBe(401);
  const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
  expect((await post('/auth/v1/token', refresh)).status).toBe(400);
});

test('a new password ends the sessions of the old one; the same one saved again does not', async () => {
  const tokens = await signIn();
  await host.world.auth.saveUser({ uid: 'u_1', username: 'admin', password: 'right-1' });
  expect((await callHello(tokens.access_token)).status).toBe(200);
  await host.world.auth.saveUser({ uid: 'u_1', username: 'admin', password: 'right-2' });
  expect((await callHello(tokens.access_token)).status).toBe(401);
  await host.world.auth.saveUser({ uid: 'u_1', username: 'admin', password: 'right-1' });
});

test('the gateway names its refusals', async () => {
  const { access_token } = await signIn();
  const missing = await post('/v1/functions/nowhere', {}, access_token);
  expect([missing.status, await missing.json()]).toEqual([
    404,
    expect.objectContaining({ code: 'FUNCTION_NOT_FOUND' }),
  ]);
});

test('a ticket signed with the environment’s key makes its name known; a forged or old one does not', async () => {
  const { loginKey, clock } = host.world;
  const ticketOf = (key: typeof loginKey, at: number): string => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      alg: 'RS256',
      env: key.env_id,
      iat: at,
      exp: at + 600_000,
      uid: 'hq_somebody',
    };
    const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
    const signature = sign('sha256', Buffer.from(text), key.private_key).toString('base64url');
    return `${key.private_key_id}/@@/${text}.${signature}`;
  };
  const bring = (ticket: string) =>
    post('/auth/v1/signin/custom', { provider_id: 'custom', ticket });
  const good = await bring(ticketOf(loginKey, clock.now()));
  const { access_token } = (await good.json()) as Tokens;
  expect(await (await callHello(access_token)).json()).toBe('hello');

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  for (const bad of [
    ticketOf(loginKey, clock.now() - 600_001),
    ticketOf({ ...loginKey, private_key: other }, clock.now()),
    ticketOf({ ...loginKey, env_id: 'another' }, clock.now()),
    'nonsense',
  ])
    expect((await bring(bad)).status).toBe(400);
});

test('with the publishable key one calls as nobody', async () => {
  expect(await (await callHello('local')).json()).toBe('hello');
});
