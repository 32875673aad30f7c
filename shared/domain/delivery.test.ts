import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { freightFor, inPolygon, offerFor, reachM, soundRing, type Ring } from './delivery';
import { distanceM, distanceText, placeOf, toGcj02 } from './geo';
import { FEW, inBand, stockState, unitPrice } from './price';
import { found, wordsOf } from './search';
import type { DeliveryArea } from './store';
import { STORE_MOVES, STORE_STATUSES, canMove, missingToOpen } from './storeStatus';

const SHOP = { lng: 123.4, lat: 41.8 };
/** A square around the shop, half its side in degrees. */
const square = (half: number): Ring => [
  [SHOP.lng - half, SHOP.lat - half],
  [SHOP.lng + half, SHOP.lat - half],
  [SHOP.lng + half, SHOP.lat + half],
  [SHOP.lng - half, SHOP.lat + half],
  [SHOP.lng - half, SHOP.lat - half],
];
const area: DeliveryArea = {
  polygon: null,
  radiusM: 3000,
  tiers: [
    { uptoM: 1000, feeFen: 300, etaMin: 30 },
    { uptoM: 5000, feeFen: 600, etaMin: 45 },
  ],
  minOrderFen: 2000,
  freeFromFen: 5900,
};
const north = (m: number) => ({ lng: SHOP.lng, lat: SHOP.lat + m / 111_318.8 });

test('fee and time follow the distance, the radius bounds', () => {
  expect(offerFor(area, SHOP, north(999))).toMatchObject({ feeFen: 300, etaMin: 30 });
  expect(offerFor(area, SHOP, north(1010))).toMatchObject({ feeFen: 600, minOrderFen: 2000 });
  expect(offerFor(area, SHOP, north(2990))).not.toBeNull();
  expect(offerFor(area, SHOP, north(3010))).toBeNull();
  expect(reachM(area)).toBe(3000);
});

test('a polygon decides instead of the radius; holes are out; the last tier bounds it too', () => {
  const drawn = { ...area, polygon: [square(0.04), square(0.005)] };
  expect(offerFor(drawn, SHOP, north(100))).toBeNull();
  expect(offerFor(drawn, SHOP, north(1000))).not.toBeNull();
  expect(offerFor(drawn, SHOP, north(4300))).not.toBeNull();
  expect(offerFor(drawn, SHOP, north(4600))).toBeNull();
  const corner = { lng: SHOP.lng + 0.039, lat: SHOP.lat + 0.039 };
  expect(offerFor(drawn, SHOP, corner)).toBeNull();
  expect(inPolygon([], SHOP)).toBe(false);
});

test('inside a convex polygon is left of all its edges', () => {
  const angle = fc.integer({ min: 0, max: 628 }).map((n) => n / 100);
  const corner = fc.integer({ min: -1500, max: 1500 }).map((n) => n / 1000);
  fc.assert(
    fc.property(
      fc.uniqueArray(angle, { minLength: 3, maxLength: 9 }),
      corner,
      corner,
      (angles, lng, lat) => {
        const ring = angles
          .toSorted((a, b) => a - b)
          .map((a) => [Math.cos(a), Math.sin(a)] as const);
        const closed = [...ring, ring[0] ?? ([0, 0] as const)];
        const sides = ring.map(([x, y], i) => {
          const [nx, ny] = closed[i + 1] ?? [0, 0];
          return (nx - x) * (lat - y) - (ny - y) * (lng - x);
        });
        fc.pre(sides.every((side) => Math.abs(side) > 1e-9));
        expect(inPolygon([closed], { lng, lat })).toBe(sides.every((side) => side > 0));
      },
    ),
  );
});

test('freight says what is missing to be free', () => {
  const offer = { feeFen: 300, etaMin: 30, minOrderFen: 0, freeFromFen: 5900, distanceM: 10 };
  expect(freightFor(offer, 5899)).toEqual({ fen: 300, text: '再买¥0.01免配送费' });
  expect(freightFor(offer, 5900)).toEqual({ fen: 0, text: '已满¥59免配送费' });
  expect(freightFor({ ...offer, freeFromFen: null }, 9e6).fen).toBe(300);
  expect(freightFor({ ...offer, feeFen: 0 }, 1)).toEqual({ fen: 0, text: '本店免配送费' });
});

test('a sound ring is closed and does not cross itself', () => {
  expect(soundRing(square(1))).toBe(true);
  expect(soundRing(square(1).slice(0, 4))).toBe(false);
  expect(
    soundRing([
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ]),
  ).toBe(false);
  expect(
    soundRing([
      [0, 0],
      [2, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ]),
  ).toBe(false);
  expect(
    soundRing([
      [0, 0],
      [0, 0],
      [1, 1],
      [0, 0],
    ]),
  ).toBe(false);
  expect(
    soundRing([
      [0, 0],
      [1, 0],
      [2, 0],
      [0, 0],
    ]),
  ).toBe(false);
  expect(
    soundRing([
      [0, 0],
      [2, 0],
      [2, 2],
      [1, 0.5],
      [0, 2],
      [0, 0],
    ]),
  ).toBe(true);
  expect(
    soundRing([
      [0, 0],
      [2, 0],
      [2, 2],
      [1, -0.5],
      [0, 2],
      [0, 0],
    ]),
  ).toBe(false);
});

test('distance on a known stretch, and the offset between the two coordinate systems', () => {
  // Beijing to Shanghai, about 1,067 km.
  const km = distanceM({ lng: 116.4074, lat: 39.9042 }, { lng: 121.4737, lat: 31.2304 }) / 1000;
  expect(km).toBeGreaterThan(1060);
  expect(km).toBeLessThan(1075);
  // Tiananmen, an example published with several converters.
  const gcj = toGcj02({ lng: 116.391_349, lat: 39.907_375 });
  expect(gcj.lng).toBeCloseTo(116.397_59, 4);
  expect(gcj.lat).toBeCloseTo(39.908_78, 4);
  const abroad = { lng: 2.35, lat: 48.85 };
  expect(toGcj02(abroad)).toBe(abroad);
  expect([0, 124, 994, 995, 1234, 9_960, 15_400].map(distanceText)).toEqual([
    '0m',
    '120m',
    '990m',
    '1.0km',
    '1.2km',
    '10km',
    '15km',
  ]);
});

test('positions that cannot be are unknown, not far away', () => {
  expect(placeOf(undefined)).toBeNull();
  expect(placeOf({ lng: 0, lat: 0 })).toBeNull();
  expect(placeOf({ lng: 41.8, lat: 123.4 })).toBeNull();
  expect(placeOf({ ...SHOP, coord: 'gcj02' })).toEqual(SHOP);
  const shifted = placeOf({ ...SHOP, coord: 'wgs84' });
  if (!shifted) throw new Error('lost');
  expect(distanceM(SHOP, shifted)).toBeGreaterThan(100);
  expect(distanceM(SHOP, shifted)).toBeLessThan(1000);
});

test('special in its period and cap, before the shop’s price, before the list price', () => {
  const sku = { listPriceFen: 1000 };
  const special = { priceFen: 700, from: 10, until: 20, reason: '临期', cap: 3 };
  const shop = { storePriceFen: 900, special };
  expect(unitPrice(sku, { storePriceFen: null, special: null }, 0, 1, 15)).toEqual({
    priceFen: 1000,
    source: 'list',
    special: null,
  });
  expect(unitPrice(sku, shop, 0, 3, 10)).toMatchObject({ priceFen: 700, source: 'special' });
  expect(unitPrice(sku, shop, 0, 1, 9)).toMatchObject({ priceFen: 900, special: null });
  expect(unitPrice(sku, shop, 0, 1, 20)).toMatchObject({ priceFen: 900, source: 'store' });
  expect(unitPrice(sku, shop, 1, 3, 15)).toMatchObject({ source: 'store', special: { left: 2 } });
  expect(unitPrice(sku, shop, 9, 1, 15)).toMatchObject({ source: 'store', special: { left: 0 } });
  const endless = { storePriceFen: null, special: { ...special, cap: null } };
  expect(unitPrice(sku, endless, 999, 50, 15)).toMatchObject({
    priceFen: 700,
    special: { left: null },
  });
  expect([-1, 0, 1, FEW, FEW + 1].map(stockState)).toEqual(['out', 'out', 'few', 'few', 'plenty']);
  expect([5, 6, 9, 10].map((f) => inBand(f, { floorPriceFen: 6, ceilingPriceFen: 9 }))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('search ignores width and case, and wants every word', () => {
  expect(found(wordsOf('ＭＩＬＫ 1l'), '鲜牛奶 Milk', '1L')).toBe(true);
  expect(found(wordsOf('牛奶，酸'), '鲜牛奶')).toBe(false);
  expect(found(wordsOf('  '), 'x')).toBe(true);
  expect(wordsOf(undefined)).toEqual([]);
});

test('a shop moves only along the table, and every status can be reached', () => {
  expect(canMove('draft', 'paused')).toBe(false);
  expect(canMove('closed', 'open')).toBe(false);
  const reached = new Set(['draft', ...STORE_STATUSES.flatMap((s) => STORE_MOVES[s])]);
  expect([...reached].toSorted()).toEqual([...STORE_STATUSES].toSorted());
  const bare = {
    hours: { week: [[], []] },
    lng: 0,
    lat: 0,
    pickup: false,
    delivery: false,
    address: '',
  };
  expect(missingToOpen(bare)).toEqual(['营业时间', '位置', '服务方式', '地址']);
});
