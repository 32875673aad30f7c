/**
 * The product as a process of its own that can be killed. Speaks with its parent over IPC: `{ url }` once, then
 * answers `check` with what is broken and `orders` with how many there are; `sweep` lets its timers run first.
 */
import type { Collection, Docs } from '#shared/model/docs';
import { collections } from '#shared/model/collections';
import { checkWorld } from '../../../tests/invariants';
import { startProduct } from '../../lib/product';
import { sdkOf } from '../../lib/seeding';
import type { Asked, Told } from './child';

const { dir, functionsDir } = JSON.parse(process.argv[2] ?? '{}') as {
  dir?: string;
  functionsDir: string;
};
const product = await startProduct({
  root: process.cwd(),
  functionsDir,
  size: 'small',
  port: 0,
  liveOrders: false,
  ...(dir === undefined ? {} : { dir }),
});
const db = sdkOf(product);

async function rowsOf(name: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for (;;) {
    const query = db.collection(name).orderBy('_id', 'asc').skip(found.length).limit(1_000);
    // The SDK types documents as any.
    const { data } = (await query.get()) as { data: unknown[] };
    found.push(...data);
    if (data.length < 1_000) return found;
  }
}

async function look(swept: boolean): Promise<Told> {
  if (swept) {
    // Beyond the time limits of holds and of payment.
    await product.clock.jump(3 * 60_000);
    await product.runTimer('timeoutOrders');
    await product.clock.jump(30 * 60_000);
    await product.runTimer('timeoutOrders');
    await product.runTimer('timeoutOrders');
  }
  const all = new Map<string, unknown[]>();
  for (const { name } of collections) all.set(name, await rowsOf(name));
  const rows = <C extends Collection>(name: C) => (all.get(name) ?? []) as Docs[C][];
  const orders = rows('orders').map(({ _id, lines, status }) => ({
    orderId: _id,
    // Burnt ids have no lines: they were never orders.
    real: lines !== undefined && lines.length > 0,
    status,
  }));
  const stock = rows('stock').map(({ _id, available, reserved }) => ({ _id, available, reserved }));
  return { broken: checkWorld({ rows }, { swept }), orders, stock };
}

process.on('message', (asked: Asked) => {
  void look(asked === 'sweep').then((told) => process.send?.(told));
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));
process.send?.({ url: product.url });
