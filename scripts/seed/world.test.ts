import { describe, expect, test } from 'vitest';
import type { Seal } from '../../cloudfunctions/kit/ports';
import type { Collection } from '#shared/model/docs';
import { wrongWith } from '#shared/domain/campaigns/check';
import { formOf } from '#shared/domain/campaigns/compile';
import { wrongWithCoupon } from '#shared/domain/couponForm';
import { brokenPromotions } from '../../tests/invariants/promotions';
import { brokenAssets } from '../../tests/invariants/assets';
import { profile } from './profile';
import { makeWorld } from './world';

/** A seal without randomness: this is about the world, not about encryption. */
const plain: Seal = {
  seal: (place, text) => `${place.field}:${text}`,
  open: (_place, sealed) => sealed,
  index: (kind, value) => `${kind}${value}`,
  mac: (_purpose, text) => text,
  newest: 'k1',
  isCurrent: () => true,
};
const now = Date.parse('2026-11-22T12:00:00+08:00');
const world = makeWorld({ size: 'demo', now, seal: plain });

describe('the demo chain', () => {
  test('is the same for the same seed and day', () => {
    expect(makeWorld({ size: 'demo', now, seal: plain })).toEqual(world);
    expect(makeWorld({ size: 'demo', now, seal: plain, seed: 'other' }).demand).not.toEqual(
      world.demand,
    );
  });

  test('has a dozen open shops, one of them over midnight, and two hundred products with valid barcodes', () => {
    const open = world.stores?.filter((s) => s.status === 'open') ?? [];
    expect(open.length).toBeGreaterThanOrEqual(12);
    expect(open.some((s) => s.hours.week.some((day) => day.some((span) => span.end > 1440)))).toBe(
      true,
    );
    expect(world.skus?.length).toBeGreaterThanOrEqual(200);
    expect(new Set(world.skus?.map((s) => s.barcode)).size).toBe(world.skus?.length);
    for (const { barcode } of world.skus ?? []) {
      const weighed = [...barcode].reduce((total, d, i) => total + Number(d) * (i % 2 ? 3 : 1), 0);
      expect(weighed % 10).toBe(0);
    }
  });

  test('prices lie between floor and ceiling, specials below the list price', () => {
    const skus = new Map(world.skus?.map((s) => [s._id, s]));
    for (const s of skus.values()) {
      expect(s.floorPriceFen).toBeLessThanOrEqual(s.listPriceFen);
      expect(s.ceilingPriceFen).toBeGreaterThanOrEqual(s.listPriceFen);
      expect(s.costFen).toBeLessThan(s.listPriceFen);
    }
    const listings = world.listings ?? [];
    const list = (skuId: string): number => skus.get(skuId)?.listPriceFen ?? 0;
    const over = listings.filter(
      (l) => (l.storePriceFen ?? 0) > (skus.get(l.skuId)?.ceilingPriceFen ?? 0),
    );
    const specials = listings.filter((l) => l.special !== null);
    expect(over).toEqual([]);
    expect(specials.length).toBeGreaterThan(50);
    expect(specials.filter((l) => (l.special?.priceFen ?? 0) >= list(l.skuId))).toEqual([]);
    expect(
      specials.filter((l) => (l.special?.priceFen ?? 0) < (skus.get(l.skuId)?.floorPriceFen ?? 0)),
    ).toEqual([]);
  });

  test('what its members own is booked to the fen', () => {
    const rows = world as Partial<Record<Collection, unknown[]>>;
    // The world lists every collection it fills; the others are empty.
    const all = { rows: (collection: Collection) => (rows[collection] ?? []) as never[] };
    expect(world.assets?.length).toBeGreaterThan(2);
    expect(brokenAssets(all, true)).toEqual([]);
  });

  test('runs campaigns whose budgets and versions stand, with boxes made of goods it sells', () => {
    const rows = world as Partial<Record<Collection, unknown[]>>;
    const all = { rows: (collection: Collection) => (rows[collection] ?? []) as never[] };
    expect(brokenPromotions(all, true)).toEqual([]);
    const live = world.campaigns?.filter((c) => (c.live?.from ?? now) < now) ?? [];
    expect(live.length).toBeGreaterThanOrEqual(4);
    expect(world.campaigns?.length).toBeGreaterThan(live.length);
    for (const campaign of world.campaigns ?? [])
      for (const rule of campaign.plan.rules) expect(wrongWith(formOf(rule))).toEqual([]);
    for (const template of world.couponTemplates ?? [])
      expect(wrongWithCoupon(template, now)).toEqual([]);
    const sold = new Set(world.skus?.filter((s) => !s.components).map((s) => s._id));
    const boxes = world.skus?.flatMap((s) => s.components ?? []) ?? [];
    expect(boxes.length).toBeGreaterThan(4);
    expect(boxes.filter(({ skuId }) => !sold.has(skuId))).toEqual([]);
  });

  test('sells like the chain it was fitted to', () => {
    const fresh = world.demand?.filter((d) => Number(d.skuId.slice(4)) <= 30) ?? [];
    const out = fresh.flatMap((d) => d.outHours);
    const share = out.filter((h) => h > 0).length / out.length;
    expect(share).toBeGreaterThan(profile.stockOut.shareOfDays - 0.04);
    expect(share).toBeLessThan(profile.stockOut.shareOfDays + 0.04);
    const prices = fresh.flatMap((d) => d.pricePct);
    const cut = prices.filter((p) => p < 95).length / prices.length;
    expect(Math.abs(cut - profile.discount.shareOfDays)).toBeLessThan(0.06);
  });

  test('every day adds up: hours, products and total agree', () => {
    for (const day of world.salesDays ?? []) {
      const hours = Object.values(day.hours).reduce((a, b) => a + b, 0);
      const skus = Object.values(day.skus).reduce((a, b) => a + b.fen, 0);
      expect(hours).toBe(day.salesFen);
      expect(skus).toBe(day.salesFen);
    }
  });

  test('stock equals its opening moves', () => {
    const moved = new Map(world.stockMoves?.map((m) => [`${m.storeId}:${m.skuId}`, m.qty]));
    for (const s of world.stock ?? []) expect(moved.get(s._id) ?? 0).toBe(s.available);
    const short =
      (world.stock ?? []).filter((s) => s.available < s.safety).length / (world.stock?.length ?? 1);
    expect(short).toBeGreaterThan(0.08);
    expect(short).toBeLessThan(0.3);
  });
});
