import { setTimeout as sleep } from 'node:timers/promises';
import { spread } from '../../bench/figures';
import { newRequest, type Client } from '../../bench/client';
import { stockUp, STORE } from '../../bench/shop';
import { mortalWorld, type Server } from '../runtime/child';
import type { Suite } from '../suite';

/** At once; more connections than this a browser farm does not keep open either. */
const CONNECTIONS = 200;
const MANAGER = 'oStaffZhouQin01';

/** Leaves so many pieces of a product, whatever there was. */
async function leave({ must }: Client, skuId: string, pieces: number): Promise<void> {
  const requestId = newRequest();
  const lines = [{ skuId, qty: pieces }];
  await must(MANAGER, 'recordStock', {
    requestId,
    storeId: STORE,
    kind: 'count',
    lines,
    reason: 'flash',
  });
}

/** Everybody wants one piece; the answers, counted. A buyer who hears nothing asks again with the same request. */
async function rush(now: () => Server, buyers: number, skuId: string, expectedPayableFen: number) {
  const answers = new Map<string, number>();
  await spread(CONNECTIONS, buyers, async (i) => {
    const requestId = newRequest();
    const lines = [{ skuId, qty: 1 }];
    const asked = { requestId, storeId: STORE, mode: 'pickup' as const, lines, expectedPayableFen };
    for (let tries = 0; tries < 600; tries += 1) {
      const reply = await now()
        .client.call(`oFlash${i}`, 'placeOrder', asked)
        .catch(() => undefined);
      const code = reply === undefined ? 'silence' : reply.ok ? 'ordered' : reply.code;
      // Told to wait, or not heard at all: people tap again.
      if (code === 'silence' || code === 'BUSY') {
        await sleep(100);
        continue;
      }
      answers.set(code, (answers.get(code) ?? 0) + 1);
      return;
    }
    answers.set('never', (answers.get('never') ?? 0) + 1);
  });
  return answers;
}

/**
 * Many buyers, few pieces, the real runtime and the unmodified SDK: exactly as many orders as pieces, everybody
 * else is told that it is sold out. The second time the system is killed in the middle.
 */
export const flash: Suite = async ({ deep, many }) => {
  const buyers = many ?? (deep ? 10_000 : 400);
  const pieces = deep ? 100 : 20;
  const world = await mortalWorld();
  const broken: string[] = [];
  const counts = { buyers: 0, orders: 0, soldOut: 0, kills: 0 };
  let server = await world.start();
  try {
    const goods = await stockUp(server.client, 50);
    for (const [round, mortal] of [false, true].entries()) {
      const skuId = goods[round] ?? '';
      await leave(server.client, skuId, pieces);
      const { priceFen } = await server.client.must('oFlash', 'getProduct', {
        storeId: STORE,
        skuId,
      });
      const rushing = rush(() => server, buyers, skuId, priceFen);
      if (mortal) {
        await sleep(deep ? 8_000 : 700);
        await server.kill();
        counts.kills += 1;
        server = await world.start();
      }
      const answers = await rushing;
      const orders = answers.get('ordered') ?? 0;
      const soldOut = answers.get('OUT_OF_STOCK') ?? 0;
      counts.buyers += buyers;
      counts.orders += orders;
      counts.soldOut += soldOut;
      if (orders !== pieces || soldOut !== buyers - pieces)
        broken.push(`round ${round}: ${JSON.stringify(Object.fromEntries(answers))}`);
      const told = await server.ask('check');
      const left = told.stock.find(({ _id }) => _id === `${STORE}:${skuId}`);
      if (left?.available !== 0 || left.reserved !== pieces)
        broken.push(`round ${round}: left ${JSON.stringify(left)}`);
      broken.push(...told.broken);
    }
  } finally {
    await server.kill();
    world.forget();
  }
  return { counts: { ...counts, broken: broken.length }, floors: { orders: 2 * pieces }, broken };
};
