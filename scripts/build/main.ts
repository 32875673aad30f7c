/**
 * `npm run build`: everything deployable into `dist/`, and the generated files that git keeps;
 * `npm run build -- --generated`: those alone.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildAdmin } from '../lib/clients';
import { apiDoc } from './api';
import { cloudbaserc } from './cloudbaserc';
import { buildFunctions } from './functions';
import { buildMiniprogram, writeRoutes } from './miniprogram';
import { routes } from './routes';

const root = process.cwd();
const kb = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;
async function step(title: string, work: () => Promise<string>): Promise<void> {
  const from = performance.now();
  const said = await work();
  console.log(`✓ ${title}  ${said}  ${Math.round(performance.now() - from)} ms`);
}

await step('生成文件 generated files', async () => {
  await writeRoutes(root, routes());
  writeFileSync(path.join(root, 'cloudbaserc.json'), `${JSON.stringify(cloudbaserc(), null, 2)}\n`);
  writeFileSync(path.join(root, 'docs/api.md'), apiDoc());
  return 'cloudbaserc.json, routes, docs/api.md';
});
if (process.argv.includes('--generated')) process.exit(0);
await step('云函数 dist/cloudfunctions', async () => {
  const { deployables, missing } = await buildFunctions(
    root,
    path.join(root, 'dist/cloudfunctions'),
  );
  if (missing.length > 0) throw new Error(`no function for: ${missing.join(', ')}`);
  return `${deployables.length} deployables, ${deployables.reduce((n, d) => n + d.calls.length, 0)} calls`;
});
await step('小程序 dist/miniprogram', async () => {
  const { main, packages } = await buildMiniprogram(root, path.join(root, 'dist/miniprogram'));
  return `main ${kb(main)}, ${Object.entries(packages)
    .map(([name, bytes]) => `${name} ${kb(bytes)}`)
    .join(', ')}`;
});
if (existsSync(path.join(root, 'admin-h5/index.html')))
  await step('总部后台 dist/admin-h5', async () =>
    (await buildAdmin(root, path.join(root, 'dist/admin-h5'))) ? 'built' : 'unchanged',
  );
