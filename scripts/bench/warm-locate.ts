import { startServer } from './child';
import { clientOf } from './client';
import { median, quantile, report, round } from './figures';

const CALLS = 300;
const POINT = { lng: 120.1646, lat: 30.2741, coord: 'gcj02' as const };

/** `locateStore` as the phone calls it, one after the other: gateway, function, SDK; the demo's shops. */
export async function warmLocate(): Promise<void> {
  const server = await startServer({ size: 'demo' });
  try {
    const { must } = clientOf(server.url);
    const { items } = await must('oBench', 'listShelf', { storeId: 'hz01', limit: 2 });
    const cart = items.map(({ skuId }) => ({ skuId, qty: 1 }));
    for (const asked of [{ point: POINT }, { point: POINT, cart }]) {
      const ms: number[] = [];
      for (let i = 0; i < CALLS; i += 1) {
        const from = performance.now();
        await must('oBench', 'locateStore', asked);
        ms.push(performance.now() - from);
      }
      const { calls } = await server.usage();
      const trips = calls.filter(({ name }) => name === 'locateStore').slice(-CALLS / 2);
      report('locateStore.gateway', {
        cart: 'cart' in asked,
        calls: CALLS,
        p50Ms: round(median(ms), 2),
        p99Ms: round(quantile(ms, 0.99), 2),
        /** The chain is read anew every ten seconds, so the most may be one more. */
        medianReads: median(trips.map((one) => one.trips)),
        mostReads: Math.max(...trips.map((one) => one.trips)),
      });
    }
  } finally {
    await server.close();
  }
}
