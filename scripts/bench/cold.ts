import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildFunctions } from '../build/functions';
import { startServer } from './child';
import { clientOf } from './client';
import { median, progress, report, round } from './figures';
import { STORE, stockUp } from './shop';

/** Runs in a fresh process: loads the function, answers one call, prints what it took; without a file, nothing. */
const PROBE = `
const from = performance.now();
const done = (reply) => {
  const { user, system } = process.cpuUsage();
  const wallMs = performance.now() - from;
  console.log(JSON.stringify({ reply, wallMs, cpuMs: (user + system) / 1000 }));
  process.exit(0);
};
const [, file, event] = process.argv;
if (!file) done({ ok: true });
else require(file).main(JSON.parse(event), {}).then(done);`;

interface Probed {
  readonly reply: { readonly ok: boolean; readonly code?: string };
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Two usual calls that reach the database: of a visitor, and of a shopper whose price is out of date. */
const callsWith = (skuId: string) => [
  { name: 'getStore', event: { storeId: STORE }, answer: 'ok' },
  {
    name: 'placeOrder',
    event: {
      requestId: 'bench-0000000001',
      storeId: STORE,
      mode: 'pickup',
      lines: [{ skuId, qty: 1 }],
      expectedPayableFen: 0,
    },
    answer: 'PRICE_CHANGED',
  },
];

/** `--runs N`: first answer of a function in a fresh process, bundled for the cloud against SDKs from node_modules. */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { runs: { type: 'string', default: '15' } },
  });
  const root = process.cwd();
  progress('building and starting …');
  const bundles = path.join(root, 'dist/cloudfunctions');
  await buildFunctions(root, bundles);
  const server = await startServer({ size: 'small' });
  const env = {
    ...server.env,
    PATH: process.env['PATH'] ?? '',
    TCB_SOURCE: 'wx_client',
    WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID',
    WX_OPENID: 'oShopperLinYue01',
    WX_APPID: 'wx0123456789abcdef',
  };
  const probe = (...given: string[]): Probed => {
    const text = execFileSync(process.execPath, ['-e', PROBE, ...given], {
      env,
      encoding: 'utf8',
      cwd: root,
    });
    // The function's own log lines come first.
    const last = text.trim().split('\n').at(-1) ?? '';
    return JSON.parse(last) as Probed;
  };
  try {
    const [skuId = ''] = await stockUp(clientOf(server.url), 1);
    for (const { name, event, answer } of callsWith(skuId)) {
      const first = (folder: string): Probed => {
        const probed = probe(path.join(folder, name, 'index.js'), JSON.stringify(event));
        const got = probed.reply.ok ? 'ok' : probed.reply.code;
        if (got !== answer) throw new Error(`${name} answered ${String(got)}, not ${answer}`);
        return probed;
      };
      const samples = { node: [] as Probed[], bundled: [] as Probed[], unbundled: [] as Probed[] };
      // Turn about, so that what else the machine does falls on all.
      for (let i = 0; i < Number(values.runs); i += 1) {
        samples.node.push(probe());
        samples.bundled.push(first(bundles));
        samples.unbundled.push(first(path.join(root, '.local/bench-functions')));
      }
      reportCold(name, samples);
    }
  } finally {
    await server.close();
  }
}

function reportCold(
  name: string,
  samples: { node: Probed[]; bundled: Probed[]; unbundled: Probed[] },
): void {
  const cpu = (of: readonly Probed[]) => median(of.map(({ cpuMs }) => cpuMs));
  const wall = (of: readonly Probed[]) => median(of.map(({ wallMs }) => wallMs));
  const { node, bundled, unbundled } = samples;
  report('cold', {
    function: name,
    runs: bundled.length,
    bundledCpuMs: round(cpu(bundled)),
    unbundledCpuMs: round(cpu(unbundled)),
    cpuRatio: round(cpu(bundled) / cpu(unbundled), 2),
    /** An empty process: what no bundle can save. */
    nodeCpuMs: round(cpu(node)),
    cpuRatioAboveNode: round((cpu(bundled) - cpu(node)) / (cpu(unbundled) - cpu(node)), 2),
    bundledWallMs: round(wall(bundled)),
    unbundledWallMs: round(wall(unbundled)),
    wallRatio: round(wall(bundled) / wall(unbundled), 2),
  });
}
