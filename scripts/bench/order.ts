import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { deployableOf, type CallName, type Calls } from '#shared/contracts/index';
import type { In, Out, Reply } from '#shared/contracts/kit';
import { startServer } from './child';
import { progress, quantile, report, round } from './figures';

/** The mini-program's own way in: HTTP gateway, real functions, real SDK, durable store. */
const caller =
  (url: string) =>
  async <N extends CallName>(
    openid: string,
    name: N,
    input: In<Calls[N]>,
  ): Promise<Reply<Calls[N]>> => {
    const response = await fetch(`${url}/wx/call/${deployableOf(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-wx-openid': openid },
      body: JSON.stringify({ call: name, ...(input as object) }),
    });
    const { result, errMsg } = (await response.json()) as {
      result?: Reply<Calls[N]>;
      errMsg?: string;
    };
    if (!result) throw new Error(`${name}: ${String(errMsg)}`);
    return result;
  };

/** `--orders N --shoppers N`: complete orders (priced, placed, paid, callback booked), then the last-piece race. */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      orders: { type: 'string', default: '1000' },
      shoppers: { type: 'string', default: '32' },
    },
  });
  const [orders, shoppers] = [Number(values.orders), Number(values.shoppers)];
  const dir = mkdtempSync(path.join(tmpdir(), 'liandian-bench-'));
  progress('starting …');
  const server = await startServer({ size: 'demo', dir });
  try {
    const call = caller(server.url);
    const must = async <N extends CallName>(
      openid: string,
      name: N,
      input: In<Calls[N]>,
    ): Promise<Out<Calls[N]>> => {
      const reply = await call(openid, name, input);
      if (!reply.ok) throw new Error(`${name}: ${reply.code} ${reply.message}`);
      return reply.data;
    };
    const storeId = 'hz01';
    const shelf = await must('oBench', 'listShelf', { storeId, limit: 60 });
    const goods = shelf.items.filter((item) => item.stock === 'plenty');
    await restock(
      call,
      storeId,
      goods.map((g) => g.skuId),
      orders * 2,
    );

    const one = async (i: number): Promise<{ placeMs: number; totalMs: number }> => {
      const openid = `oBench${String(i).padStart(6, '0')}`;
      const lines = [0, 1].map((k) => ({
        skuId: goods[(i + k * 7) % goods.length]?.skuId ?? '',
        qty: 1,
      }));
      const cart = { storeId, mode: 'pickup' as const, lines, couponId: null, addressId: null };
      const from = performance.now();
      const { quote } = await must(openid, 'previewCart', { ...cart, bestCoupon: false });
      const before = performance.now();
      const placed = await must(openid, 'placeOrder', {
        ...cart,
        requestId: randomBytes(16).toString('hex'),
        expectedPayableFen: quote.payableFen,
      });
      const placeMs = performance.now() - before;
      const { payment } = await must(openid, 'payOrder', { orderId: placed.orderId });
      await fetch(`${server.url}/local/pay/confirm`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          prepayId: payment?.package.replace('prepay_id=', ''),
          outcome: 'success',
        }),
      });
      for (;;) {
        const { status } = await must(openid, 'getOrder', { orderId: placed.orderId });
        if (status !== 'pendingPay') break;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return { placeMs, totalMs: performance.now() - from };
    };

    progress('warming up …');
    await spread(shoppers, Math.min(100, orders), one);
    const before = await server.usage();
    const from = performance.now();
    const done = await spread(shoppers, orders, (i) => one(1_000_000 + i));
    const seconds = (performance.now() - from) / 1000;
    const after = await server.usage();
    report('order', {
      orders,
      shoppers,
      perSecond: round(orders / seconds),
      cpuMsPerOrder: round((after.usage.cpuMs - before.usage.cpuMs) / orders),
      placeP50Ms: round(
        quantile(
          done.map((d) => d.placeMs),
          0.5,
        ),
      ),
      placeP99Ms: round(
        quantile(
          done.map((d) => d.placeMs),
          0.99,
        ),
      ),
      totalP50Ms: round(
        quantile(
          done.map((d) => d.totalMs),
          0.5,
        ),
      ),
      totalP99Ms: round(
        quantile(
          done.map((d) => d.totalMs),
          0.99,
        ),
      ),
      rssMb: round(after.usage.rssMb, 0),
    });
    for (const [name, trips] of tripsByName(after.calls))
      report('order.roundTrips', {
        function: name,
        median: quantile(trips, 0.5),
        max: Math.max(...trips),
        calls: trips.length,
      });
    await lastPieces(call, storeId, goods.at(-1)?.skuId ?? '');
  } finally {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Fills shelves through the shop's own stock entry. */
async function restock(
  call: ReturnType<typeof caller>,
  storeId: string,
  skuIds: readonly string[],
  pieces: number,
): Promise<void> {
  for (let from = 0; from < skuIds.length; from += 50) {
    const lines = skuIds.slice(from, from + 50).map((skuId) => ({ skuId, qty: pieces }));
    const reply = await call('oStaffZhouQin01', 'recordStock', {
      requestId: randomBytes(16).toString('hex'),
      storeId,
      kind: 'receive',
      lines,
      reason: 'bench',
    });
    if (!reply.ok) throw new Error(`recordStock: ${reply.message}`);
  }
}

/** 200 buyers for 50 pieces: exactly 50 orders. */
async function lastPieces(
  call: ReturnType<typeof caller>,
  storeId: string,
  skuId: string,
): Promise<void> {
  const set = await call('oStaffZhouQin01', 'recordStock', {
    requestId: randomBytes(16).toString('hex'),
    storeId,
    kind: 'count',
    lines: [{ skuId, qty: 50 + (await promised(call, storeId, skuId)) }],
    reason: 'bench',
  });
  if (!set.ok) throw new Error(`count: ${set.message}`);
  const product = await call('oBench', 'getProduct', { storeId, skuId });
  if (!product.ok) throw new Error(product.message);
  const from = performance.now();
  const replies = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      call(`oRush${String(i).padStart(4, '0')}`, 'placeOrder', {
        requestId: randomBytes(16).toString('hex'),
        storeId,
        mode: 'pickup',
        lines: [{ skuId, qty: 1 }],
        couponId: null,
        addressId: null,
        expectedPayableFen: product.data.priceFen,
      }),
    ),
  );
  const outcomes: Record<string, number> = {};
  for (const reply of replies) {
    const key = reply.ok ? 'ordered' : reply.code;
    outcomes[key] = (outcomes[key] ?? 0) + 1;
  }
  report('order.lastPieces', {
    buyers: 200,
    pieces: 50,
    ms: round(performance.now() - from),
    ...outcomes,
  });
}

/** Pieces promised to orders already: a count may not fall below them. */
async function promised(
  call: ReturnType<typeof caller>,
  storeId: string,
  skuId: string,
): Promise<number> {
  const stock = await call('oStaffZhouQin01', 'listStock', { storeId, query: '', filter: 'all' });
  if (!stock.ok) throw new Error(stock.message);
  let cursor = stock.data.next;
  let items = stock.data.items;
  while (!items.some((i) => i.skuId === skuId) && cursor !== undefined) {
    const more = await call('oStaffZhouQin01', 'listStock', { storeId, cursor });
    if (!more.ok) throw new Error(more.message);
    items = more.data.items;
    cursor = more.data.next;
  }
  return items.find((i) => i.skuId === skuId)?.reserved ?? 0;
}

function tripsByName(calls: readonly { name: string; trips: number }[]): Map<string, number[]> {
  const byName = new Map<string, number[]>();
  for (const { name, trips } of calls) byName.set(name, [...(byName.get(name) ?? []), trips]);
  return byName;
}

/** Runs `count` jobs, `width` at a time. */
async function spread<T>(
  width: number,
  count: number,
  job: (i: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) {
        const i = next;
        next += 1;
        results.push(await job(i));
      }
    }),
  );
  return results;
}
