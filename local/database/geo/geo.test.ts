import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../query/compile';
import type { Fields, Value } from '../values/value';
import { parseShape } from './shapes';
import { distanceM, EARTH_RADIUS_M, toVector, type Position } from './sphere';

const point = (longitude: number, latitude: number): Fields => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});
const polygon = (...rings: Value[]): Fields => ({ type: 'Polygon', coordinates: rings });
const square = (x: number, y: number, size: number): Value[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const metres = (a: Position, b: Position) => distanceM(toVector(a), toVector(b));
const intersects = (field: Value, geometry: Value) =>
  compile({ at: { $geoIntersects: { $geometry: geometry } } })({ at: field });
const within = (field: Value, geometry: Value) =>
  compile({ at: { $geoWithin: { $geometry: geometry } } })({ at: field });

describe('distance', () => {
  it('is a quarter of the circumference from the pole to the equator', () => {
    expect(metres([0, 90], [77, 0])).toBeCloseTo((Math.PI / 2) * EARTH_RADIUS_M, 3);
  });

  it('agrees with the haversine formula', () => {
    const place = fc.tuple(
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -89, max: 89, noNaN: true }),
    );
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(Math.abs(metres(a, b) - haversine(a, b))).toBeLessThan(0.5);
      }),
    );
  });

  it('is exact for neighbours', () => {
    expect(metres([123.4, 41.8], [123.4, 41.80001])).toBeCloseTo(1.1132, 3);
  });
});

function haversine([x1, y1]: Position, [x2, y2]: Position): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((y2 - y1) * rad) / 2) ** 2 +
    Math.cos(y1 * rad) * Math.cos(y2 * rad) * Math.sin(((x2 - x1) * rad) / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

describe('areas', () => {
  const area = polygon(square(123, 41, 1), square(123.4, 41.4, 0.2));

  it('knows inside, outside, hole and border', () => {
    expect(within(point(123.1, 41.1), area)).toBe(true);
    expect(within(point(124.1, 41.1), area)).toBe(false);
    expect(within(point(123.5, 41.5), area)).toBe(false);
    expect(within(point(123, 41.5), area)).toBe(true);
    expect(within(point(-57, -41.5), area)).toBe(false);
  });

  it('agrees with the flat ray casting for small areas', () => {
    const ring = [
      [120, 30],
      [120.02, 30.001],
      [120.015, 30.02],
      [120.01, 30.008],
      [120.001, 30.015],
      [120, 30],
    ];
    const coordinate = (low: number) =>
      fc.double({ min: low - 0.005, max: low + 0.025, noNaN: true });
    fc.assert(
      fc.property(coordinate(120), coordinate(30), (x, y) => {
        expect(within(point(x, y), polygon(ring))).toBe(rayCast(x, y, ring));
      }),
    );
  });

  it('wants the whole geometry inside', () => {
    const line: Value = {
      type: 'LineString',
      coordinates: [
        [123.1, 41.1],
        [123.2, 41.2],
      ],
    };
    const through: Value = {
      type: 'LineString',
      coordinates: [
        [123.1, 41.5],
        [123.9, 41.5],
      ],
    };
    expect(within(line, area)).toBe(true);
    expect(within(through, area)).toBe(false);
  });

  it('measures circles in radians', () => {
    const circle = { $centerSphere: [[123, 41], 1000 / EARTH_RADIUS_M] };
    const test = compile({ at: { $geoWithin: circle } });
    expect(test({ at: point(123, 41.0089) })).toBe(true);
    expect(test({ at: point(123, 41.0091) })).toBe(false);
  });
});

/** Even-odd rule in the plane; at this size the curve of an edge is below a millimetre. */
function rayCast(x: number, y: number, ring: number[][]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = 0, yi = 0] = ring[i] ?? [];
    const [xj = 0, yj = 0] = ring[j] ?? [];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

describe('intersection', () => {
  const line: Value = {
    type: 'LineString',
    coordinates: [
      [0, 0],
      [2, 2],
    ],
  };

  it.each<[string, Value, boolean]>([
    [
      'a crossing line',
      {
        type: 'LineString',
        coordinates: [
          [0, 2],
          [2, 0],
        ],
      },
      true,
    ],
    [
      'a line that ends before',
      {
        type: 'LineString',
        coordinates: [
          [0, 2],
          [0.9, 1.2],
        ],
      },
      false,
    ],
    [
      'a line that touches its end',
      {
        type: 'LineString',
        coordinates: [
          [2, 2],
          [3, 0],
        ],
      },
      true,
    ],
    ['its own corner', point(0, 0), true],
    ['a point aside', point(1, 1.1), false],
    ['an area it crosses', polygon(square(0.5, 0.5, 0.2)), true],
    ['an area around it', polygon(square(-1, -1, 5)), true],
    ['an area elsewhere', polygon(square(3, 0, 1)), false],
    [
      'one of several points',
      {
        type: 'MultiPoint',
        coordinates: [
          [9, 9],
          [2, 2],
        ],
      },
      true,
    ],
  ])('a line with %s: %s', (_name, other, expected) => {
    expect(intersects(line, other)).toBe(expected);
    expect(intersects(other, line)).toBe(expected);
  });
});

it('reads only valid geometry', () => {
  expect(parseShape(point(181, 0))).toBeUndefined();
  expect(parseShape({ type: 'Point', coordinates: ['1', 2] })).toBeUndefined();
  expect(
    parseShape(
      polygon([
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ]),
    ),
  ).toBeUndefined();
  expect(parseShape({ longitude: 1, latitude: 2 })?.points).toHaveLength(1);
});
