import { describe, expect, test } from 'vitest';
import { differences } from '#shared/domain/membership/proof';
import { DAY_MS, dayOf, endOf } from '#shared/domain/time';
import type { OrderDoc } from '#shared/model/docs';
import { brokenAssets } from '../../tests/invariants/assets';
import { seeded, testWorld, type TestWorld } from '../kit/testing';
import { main as expirePoints } from './expirePoints';
import { holdAssets, releaseAssets } from './holds';
import { main as maturePoints } from './maturePoints';
import { refundAssets } from './refund';
import { commitAssets } from './sale';
import { main as settleLevels } from './settleLevels';
import { aCtx, aRefund, aSale, assetsOf, giveMoney, givePoints, inTx, openDb } from './testing';

const M = 'm_1';
/** `HISTORIES=10000` for the long run. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 150);
const STEPS = 30;

/** A member's life at random: money and points come, are held, spent, refunded, mature, expire, are judged. */
async function live(
  seed: number,
): Promise<{ world: TestWorld; story: string[]; indebted: boolean }> {
  let indebted = false;
  const random = seeded(seed);
  const upTo = (n: number): number => Math.floor(random() * (n + 1));
  const world = testWorld({ seed });
  const story: string[] = [];
  const holds: string[] = [];
  const shop = () => `s${1 + upTo(2)}`;

  const deeds: Record<string, () => Promise<unknown>> = {
    topUp: async () => giveMoney(world, M, 100 * (1 + upTo(50)), 10 * upTo(50), shop()),
    points: async () => {
      const expireAt = endOf(dayOf(world.clock.now + upTo(40) * DAY_MS));
      givePoints(world, M, 1 + upTo(99), { storeId: shop(), expireAt });
    },
    hold: async () => {
      const { wallet, points } = assetsOf(world, M);
      const holdId = `h_${story.length}`;
      const held = await holdAssets(openDb(world), M, {
        holdId,
        orderId: `o_${holdId}`,
        at: world.clock.now,
        // Sometimes more than there is.
        principalFen: upTo(wallet.principalFen + 50),
        bonusFen: upTo(wallet.bonusFen),
        points: upTo(points.active),
      });
      if (held) holds.push(holdId);
    },
    release: async () => releaseAssets(openDb(world), M, holds.pop() ?? 'none', world.clock.now),
    sell: async () => {
      const holdId = holds.pop() ?? null;
      const hold = assetsOf(world, M).holds.find(({ id }) => id === holdId);
      const providerFen = upTo(9_999);
      const sale = aSale(M, {
        storeId: shop(),
        holdId: hold ? holdId : null,
        principalFen: hold?.principalFen ?? 0,
        bonusFen: hold?.bonusFen ?? 0,
        points: hold?.points ?? 0,
        providerFen,
        costs: [{ kind: 'coupon', by: random() < 0.5 ? 'hq' : 's1', fen: upTo(500) }],
        earned: upTo(99),
        growth: upTo(1_200),
      });
      await inTx(world, (tx) => commitAssets(tx, aCtx(world), sale));
      const completedAt = random() < 0.7 ? world.clock.now : null;
      const status = completedAt === null ? 'paid' : 'completed';
      world.db.put('orders', { _id: sale.orderId, status, completedAt } as OrderDoc);
    },
    refund: async () => {
      const orders = world.db.rows('orderAssets');
      const order = orders[upTo(orders.length - 1)];
      if (!order) return;
      const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      const all = random() < 0.3;
      const part = (n: number) => (all ? n : upTo(n));
      const plan = aRefund(`r_${story.length}`, {
        providerFen: part(order.providerFen),
        principalFen: part(sum(order.wallet.map((lot) => lot.principalFen))),
        bonusFen: part(sum(order.wallet.map((lot) => lot.bonusFen))),
        pointsBack: part(sum(order.points.map(({ qty }) => qty))),
        pointsTaken: part(order.earned),
        growthTaken: part(order.growth),
      });
      await inTx(world, (tx) => refundAssets(tx, aCtx(world), order._id, plan));
    },
    wait: async () => world.clock.advance(upTo(20) * DAY_MS),
    mature: async () => world.ok(maturePoints, {}, world.as.timer()),
    expire: async () => world.ok(expirePoints, {}, world.as.timer()),
    level: async () => world.ok(settleLevels, {}, world.as.timer()),
  };
  const names = Object.keys(deeds);
  for (let step = 0; step < STEPS; step += 1) {
    const name = names[upTo(names.length - 1)] ?? '';
    story.push(name);
    await deeds[name]?.();
    if (assetsOf(world, M).points.debt > 0) indebted = true;
    const broken = brokenAssets(world.db, false);
    if (broken.length > 0) throw new Error(`${seed}: ${story.join(' ')}: ${broken.join('; ')}`);
  }
  return { world, story, indebted };
}

describe('lives at random', () => {
  test(`${HISTORIES} of them: each fen and each point is booked after every step`, async () => {
    const seen = new Set<string>();
    let debts = 0;
    for (let seed = 1; seed <= HISTORIES; seed += 1) {
      const { world, story, indebted } = await live(seed);
      for (const name of story) seen.add(name);
      const assets = assetsOf(world, M);
      if (indebted) debts += 1;
      const { db } = world;
      expect(differences(M, assets, db.rows('ledgerTxns'), db.rows('pointEntries'))).toEqual([]);
      // Everything refundable given back: nothing is left of the sales but what was not refunded.
      expect(db.rows('ledgerTxns').every(({ entries }) => entries.length > 0)).toBe(true);
    }
    expect(seen.size).toBe(10);
    expect(debts).toBeGreaterThan(0);
  }, 600_000);
});
