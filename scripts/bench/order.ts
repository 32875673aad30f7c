import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startServer, type Server } from './child';
import { clientOf } from './client';
import { median, ownCpuMs, progress, quantile, report, round, spread } from './figures';
import { roundsOf } from './rounds';
import { buyOne, openidOf, rush, stockUp, type Bought } from './shop';

const BUYERS = 200;
const PIECES = 50;

const WARM = { fewShoppers: 40, all: 260 };

/** `--orders N --shoppers N --memory --money`: complete orders a second, round trips by function, the last-piece race. */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      orders: { type: 'string', default: '1000' },
      shoppers: { type: 'string', default: '160' },
      memory: { type: 'boolean', default: false },
      money: { type: 'boolean', default: false },
    },
  });
  const [orders, shoppers] = [Number(values.orders), Number(values.shoppers)];
  const dir = mkdtempSync(path.join(tmpdir(), 'liandian-bench-'));
  progress('starting …');
  const server = await startServer({
    size: 'demo',
    ...(values.memory ? {} : { dir }),
    ...(values.money ? { purses: orders + WARM.fewShoppers + WARM.all } : {}),
  });
  try {
    const client = clientOf(server.url);
    const goods = await stockUp(client, orders * 2 + 500);
    let shoppersSeen = 0;
    const one = () => {
      const i = shoppersSeen;
      shoppersSeen += 1;
      const skuIds = [goods[i % goods.length] ?? '', goods[(i + 7) % goods.length] ?? ''];
      return buyOne(client, openidOf(i), skuIds, values.money);
    };
    progress('warming up …');
    // A few first: threads that all start at once on a busy machine would answer nobody in time.
    await spread(4, WARM.fewShoppers, one);
    await spread(shoppers, WARM.all, one);
    progress(`${orders} orders by ${shoppers} shoppers …`);
    const measured = await measure(server, () => spread(shoppers, orders, one));
    reportOrders(measured, {
      orders,
      shoppers,
      store: values.memory ? 'memory' : 'durable',
      money: values.money,
    });
    await reportTrips(measured.after.calls);

    const from = performance.now();
    const last = goods.at(-1) ?? '';
    const outcomes = await rush(client, last, BUYERS, PIECES);
    const ms = round(performance.now() - from);
    report('order.lastPieces', { buyers: BUYERS, pieces: PIECES, ms, ...outcomes });
  } finally {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measure(server: Server, work: () => Promise<Bought[]>) {
  const before = await server.usage();
  const [from, cpu] = [performance.now(), ownCpuMs()];
  const bought = await work();
  const seconds = (performance.now() - from) / 1000;
  const loadCpuMs = ownCpuMs() - cpu;
  const after = await server.usage();
  return { bought, seconds, loadCpuMs, serverCpuMs: after.cpuMs - before.cpuMs, after };
}

function reportOrders(
  { bought, seconds, loadCpuMs, serverCpuMs, after }: Awaited<ReturnType<typeof measure>>,
  how: { orders: number; shoppers: number; store: string; money: boolean },
): void {
  const place = bought.map(({ placeMs }) => placeMs);
  const total = bought.map(({ totalMs }) => totalMs);
  report('order', {
    ...how,
    perSecond: round(how.orders / seconds),
    serverCpuMsPerOrder: round(serverCpuMs / how.orders),
    loadCpuMsPerOrder: round(loadCpuMs / how.orders),
    /** What other processes left us of the machine: 2 on two idle cores. */
    coresGot: round((serverCpuMs + loadCpuMs) / 1000 / seconds, 2),
    placeP50Ms: round(median(place)),
    placeP99Ms: round(quantile(place, 0.99)),
    totalP50Ms: round(median(total)),
    totalP99Ms: round(quantile(total, 0.99)),
    rssMb: round(after.rssMb, 0),
  });
}

/** Requests to the database by function: all of them as served, and how many wait for one another. */
async function reportTrips(calls: readonly { name: string; trips: number }[]): Promise<void> {
  const rounds = await roundsOf();
  for (const name of new Set(calls.map((one) => one.name))) {
    const trips = calls.filter((one) => one.name === name).map((one) => one.trips);
    report('order.trips', {
      function: name,
      calls: trips.length,
      median: median(trips),
      most: Math.max(...trips),
      sequential: rounds.get(name) ?? null,
    });
  }
}
