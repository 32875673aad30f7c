/**
 * The product as a process of its own, so that a bench measures it and not itself. Speaks with its parent
 * over IPC: `{ready, url}` once, then answers `usage` with CPU ms so far and round trips by function.
 */
import { buildLocalFunctions } from '../build/functions';
import { startProduct } from '../lib/product';

const { size, dir } = JSON.parse(process.argv[2] ?? '{}') as {
  size: 'demo' | 'small';
  dir?: string;
};
await buildLocalFunctions(process.cwd(), '.local/functions');
const product = await startProduct({
  root: process.cwd(),
  size,
  port: 0,
  liveOrders: false,
  ...(dir ? { dir } : {}),
});
process.on('message', (message) => {
  if (message === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send?.({
      usage: { cpuMs: (user + system) / 1000, rssMb: process.memoryUsage().rss / 1e6 },
      calls: product.calls(),
    });
  }
  if (message === 'close') void product.close().then(() => process.exit(0));
});
process.send?.({ ready: true, url: product.url });
