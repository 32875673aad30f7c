import { setTimeout as sleep } from 'node:timers/promises';
import type { In } from '#shared/contracts/kit';
import type { Calls } from '#shared/contracts/index';
import { seeded } from '../../../cloudfunctions/kit/testing';
import { newRequest } from '../../bench/client';
import { stockUp, STORE } from '../../bench/shop';
import { mortalWorld, type Server } from '../runtime/child';
import type { Suite } from '../suite';

const SHOPPERS = 12;

interface Ack {
  readonly openid: string;
  readonly asked: In<Calls['placeOrder']>;
  readonly orderId: string;
}

/** Buys one thing after another until the connection breaks; what was acknowledged is written down. */
async function shopUntilDeath(
  { client }: Server,
  openid: string,
  goods: readonly (readonly [skuId: string, priceFen: number])[],
  acks: Ack[],
): Promise<void> {
  for (let n = 0; ; n += 1) {
    const [skuId = '', expectedPayableFen = 0] = goods[n % goods.length] ?? [];
    const lines = [{ skuId, qty: 1 }];
    const order = { storeId: STORE, mode: 'pickup' as const, lines, expectedPayableFen };
    const asked = { requestId: newRequest(), ...order };
    try {
      const reply = await client.call(openid, 'placeOrder', asked);
      if (reply.ok) acks.push({ openid, asked, orderId: reply.data.orderId });
      // Two unpaid orders are all a shopper may have; the next run has other shoppers.
      else return;
    } catch {
      return;
    }
  }
}

/**
 * Kills the running system at random moments under load. Whatever was acknowledged is there afterwards, exactly
 * once; whatever was not is wholly there or not at all, and every invariant holds.
 */
export const kill: Suite = async ({ deep, seed, many }) => {
  const wanted = many ?? (deep ? 100 : 20);
  const random = seeded(seed);
  const world = await mortalWorld();
  const counts = { kills: 0, acknowledged: 0, lost: 0, doubled: 0 };
  const broken: string[] = [];
  let server = await world.start();
  try {
    const skus = (await stockUp(server.client, 5_000)).slice(0, 6);
    const goods: (readonly [string, number])[] = [];
    for (const skuId of skus) {
      const { priceFen } = await server.client.must('oKill', 'getProduct', {
        storeId: STORE,
        skuId,
      });
      goods.push([skuId, priceFen]);
    }
    for (let round = 0; round < wanted; round += 1) {
      const acks: Ack[] = [];
      const here = server;
      const load = Array.from({ length: SHOPPERS }, (_, i) =>
        shopUntilDeath(here, `oKill${round}_${i}`, goods, acks),
      );
      await sleep(20 + random() * 500);
      await server.kill();
      await Promise.all(load);
      counts.kills += 1;
      server = await world.start();
      counts.acknowledged += acks.length;
      for (const { openid, asked, orderId } of acks) {
        const again = await server.client.call(openid, 'placeOrder', asked);
        if (!again.ok) counts.lost += 1;
        else if (again.data.orderId !== orderId) counts.doubled += 1;
      }
      const { broken: wrong } = await server.ask('check');
      broken.push(...wrong.map((line) => `after kill ${round + 1}: ${line}`));
    }
    const { broken: wrong } = await server.ask('sweep');
    broken.push(...wrong.map((line) => `after the sweep: ${line}`));
    if (counts.lost + counts.doubled > 0)
      broken.push(`${counts.lost} lost, ${counts.doubled} twice`);
  } finally {
    await server.kill();
    world.forget();
  }
  const floors = { kills: wanted, acknowledged: wanted };
  return { counts: { ...counts, broken: broken.length }, floors, broken };
};
