/** The smallest world a phone can live in: static files, one cloud, people, a clock, payments. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPhone } from '../../local/phone/build/phone';

const FIXTURE = fileURLToPath(new URL('../../local/phone/fixture', import.meta.url));
const CACHE = fileURLToPath(new URL('../../.cache/phone-fixture', import.meta.url));

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

const GOODS = [
  { id: 'g1', name: '鲜牛奶 950ml', price: 1290, tags: ['热卖'] },
  { id: 'g2', name: '全麦吐司', price: 890, tags: ['店内特价', '当日烘焙'] },
];

const PEOPLE = [
  { label: '林小满', group: '顾客', openid: 'o-lin' },
  { label: '周舟', group: '顾客', openid: 'o-zhou' },
  { label: '总部', group: '总部', username: 'hq' },
  { label: '店员 小吴', group: '店员', openid: 'o-wu' },
];

const PLACES = [
  { label: '人民广场', latitude: 31.2304, longitude: 121.4737 },
  { label: '徐家汇', lat: 31.1951, lng: 121.4365 },
];

export interface Sent {
  path: string;
  openid: string;
  body: string;
}

export interface PhoneWorld {
  url: string;
  /** What phones sent, in order. */
  sent: Sent[];
  close(): Promise<void>;
}

/** Builds the fixture app and serves it at `/phone/`. */
export async function startPhoneWorld(): Promise<PhoneWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'phone-'));
  const outDir = join(dir, 'out');
  const { problems } = await buildPhone({
    miniprogramRoot: join(FIXTURE, 'mini'),
    outDir,
    cacheDir: CACHE,
    alias: { '#shared/': join(FIXTURE, 'shared') },
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const sent: Sent[] = [];
  const clock = { offset: 0 };
  const server = createServer(
    (request, response) => void answer(request, response, outDir, sent, clock),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/phone/`,
    sent,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(dir, { recursive: true });
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  outDir: string,
  sent: Sent[],
  clock: { offset: number },
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://x');
  const json = (body: unknown, status = 200): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  if (pathname.startsWith('/phone/'))
    return file(join(outDir, normalize(pathname.slice(7) || 'index.html')), response);
  const body = await text(request);
  const openid = String(request.headers['x-wx-openid'] ?? '');
  if (request.method !== 'GET') sent.push({ path: pathname, openid, body });
  if (pathname.startsWith('/wx/call/'))
    return json(call(pathname.slice(9), JSON.parse(body), openid));
  if (pathname === '/local/people') return json(PEOPLE);
  if (pathname === '/local/places') return json(PLACES);
  if (pathname === '/local/templates') return json({ pickup: '取货提醒' });
  if (pathname === '/local/clock') {
    if (request.method === 'POST') clock.offset += Number(JSON.parse(body).jump ?? 0);
    return json({ now: Date.now() + clock.offset, offset: clock.offset });
  }
  if (pathname.startsWith('/files/')) return json({ fileID: `cloud://test${pathname.slice(6)}` });
  if (pathname === '/local/pay/preview') return json({ total: 1290, description: '人民广场店' });
  if (pathname === '/local/pay/confirm' || pathname === '/local/subscribe') return json({});
  json({ errMsg: 'not found' }, 404);
}

function call(name: string, data: Record<string, unknown>, openid: string): object {
  if (name === 'listGoods') return { result: GOODS };
  if (name === 'whoAmI') return { result: { openid, at: data['at'] } };
  if (name === 'refuse') return { errCode: -504002, errMsg: 'functions execute fail' };
  const metres = Math.round(
    Math.hypot(Number(data['latitude']) - 31.23, Number(data['longitude']) - 121.47) * 111_000,
  );
  return { result: { name: '人民广场门店', distance: metres } };
}

function file(path: string, response: ServerResponse): void {
  const at = path.endsWith('/') ? `${path}index.html` : path;
  if (!existsSync(at) || statSync(at).isDirectory()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': TYPES[extname(at)] ?? 'application/octet-stream' });
  response.end(readFileSync(at));
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
