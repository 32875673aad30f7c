import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from './send';

const MB = 1024 * 1024;
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    if (request.url === '/moved') response.writeHead(302, { location: '/echo' }).end();
    else if (request.url === '/long') response.end('x'.repeat(2 * MB));
    else if (request.url === '/echo') {
      response.setHeader('Wechatpay-Serial', ['a', 'b']);
      response.end(`${request.method} ${Buffer.concat(parts).toString()}`);
    }
    // Anything else is never answered.
  });
});
let base = '';
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (path: string, timeoutMs = 60_000) =>
  send(base + path, { method: 'POST', headers: {}, body: '{"词":1}', timeoutMs });

test('one exchange: body and answer whole, names of headers in lower case', async () => {
  const { status, headers, body } = await post('/echo');
  expect({ status, body }).toEqual({ status: 200, body: 'POST {"词":1}' });
  expect(headers['wechatpay-serial']).toBe('a, b');
});

test('a redirect is an answer and is not followed', async () => {
  expect(await post('/moved')).toMatchObject({ status: 302, body: '' });
});

test('an answer that would fill the instance is refused', async () => {
  await expect(post('/long')).rejects.toThrow('too long');
});

test('no answer ends with the time given', async () => {
  await expect(post('/silent', 50)).rejects.toThrow('aborted');
});
