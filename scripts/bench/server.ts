/**
 * The product as a process of its own, so that a bench measures it and not itself. Speaks with its parent
 * over IPC: `Started` once, then answers `usage` with a `Usage`; `close` ends it.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildLocalFunctions } from '../build/functions';
import { startProduct } from '../lib/product';
import { load, sdkOf, sealOf } from '../lib/seeding';
import type { ServerOptions, Started, Usage } from './child';
import { purses } from './purses';
import { openidOf } from './shop';

const { size, dir, purses: filled = 0 } = JSON.parse(process.argv[2] ?? '{}') as ServerOptions;
const root = process.cwd();
// A folder of its own: a running `npm start` is not disturbed, and does not disturb.
const functionsDir = path.join(root, '.local/bench-functions');
mkdirSync(functionsDir, { recursive: true });
await buildLocalFunctions(root, functionsDir);
const product = await startProduct({
  root,
  functionsDir,
  size,
  port: 0,
  liveOrders: false,
  ...(dir === undefined ? {} : { dir }),
});

if (filled > 0) {
  const openids = Array.from({ length: filled }, (_, i) => openidOf(i));
  await load(sdkOf(product), purses(sealOf(product.functionEnv), openids, Date.now()));
}

const usage = (): Usage => {
  const { user, system } = process.cpuUsage();
  return {
    cpuMs: (user + system) / 1000,
    rssMb: process.memoryUsage().rss / 1e6,
    calls: product.calls().map(({ name, db }) => ({ name, trips: db })),
  };
};
process.on('message', (message) => {
  if (message === 'usage') process.send?.(usage());
  if (message === 'close') void product.close().then(() => process.exit(0));
});
const started: Started = { url: product.url, env: product.functionEnv };
process.send?.(started);
