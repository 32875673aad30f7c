import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildFunctions, buildLocalFunctions } from '../build/functions';
import { startServer } from './child';
import { progress, quantile, report, round } from './figures';

/** Runs in a fresh process: loads the function, answers one call, prints what it took. */
const PROBE = `
const from = performance.now();
const { main } = require(process.argv[1]);
main(JSON.parse(process.argv[2]), {}).then((reply) => {
  const { user, system } = process.cpuUsage();
  console.log(JSON.stringify({ ok: reply.ok, code: reply.code, wallMs: performance.now() - from, cpuMs: (user + system) / 1000 }));
  process.exit(0);
});`;

/** `--runs N`: first answer of a function in a fresh process, bundled for the cloud against SDKs from node_modules. */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { runs: { type: 'string', default: '15' } },
  });
  const runs = Number(values.runs);
  const root = process.cwd();
  progress('building and starting …');
  await buildFunctions(root, path.join(root, 'dist/cloudfunctions'));
  await buildLocalFunctions(root, path.join(root, '.local/functions'));
  const server = await startServer({ size: 'small' });
  const env = {
    PATH: process.env['PATH'] ?? '',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    SCF_NAMESPACE: 'local-env',
    TCB_ENV: 'local-env',
    TCB_SOURCE: 'wx_client',
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${server.url}/admin` }),
    WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID',
    WX_OPENID: 'oShopperLinYue01',
    WX_APPID: 'wx0123456789abcdef',
    LIANDIAN_DATA_KEYS: `k1:${randomBytes(32).toString('hex')}`,
    LIANDIAN_INDEX_KEY: randomBytes(32).toString('hex'),
  };
  const probe = (file: string, event: object) => {
    const out = execFileSync(process.execPath, ['-e', PROBE, file, JSON.stringify(event)], {
      env,
      encoding: 'utf8',
      cwd: root,
    });
    const line =
      out
        .trim()
        .split('\n')
        .findLast((l) => l.startsWith('{"ok"')) ?? '{}';
    return JSON.parse(line) as { ok: boolean; code?: string; wallMs: number; cpuMs: number };
  };
  try {
    for (const [name, event] of [
      ['getStore', { storeId: 'hz01' }],
      ['placeOrder', { requestId: 'bench-0000000001' }],
    ] as const) {
      const bundled: { wallMs: number; cpuMs: number }[] = [];
      const plain: { wallMs: number; cpuMs: number }[] = [];
      // Turn about, so that what else the machine does falls on both.
      for (let i = 0; i < runs; i += 1) {
        bundled.push(probe(path.join(root, 'dist/cloudfunctions', name, 'index.js'), event));
        plain.push(probe(path.join(root, '.local/functions', name, 'index.js'), event));
        progress(`${name} ${i + 1}/${runs}`);
      }
      const cpu = (sample: { cpuMs: number }[]) =>
        quantile(
          sample.map((s) => s.cpuMs),
          0.5,
        );
      const wall = (sample: { wallMs: number }[]) =>
        quantile(
          sample.map((s) => s.wallMs),
          0.5,
        );
      report('cold', {
        function: name,
        runs,
        bundledCpuMs: round(cpu(bundled)),
        unbundledCpuMs: round(cpu(plain)),
        cpuRatio: round(cpu(bundled) / cpu(plain), 2),
        bundledWallMs: round(wall(bundled)),
        unbundledWallMs: round(wall(plain)),
        wallRatio: round(wall(bundled) / wall(plain), 2),
      });
    }
  } finally {
    await server.close();
  }
}
