import { distanceM, type Place } from './geo';
import { money } from './money';
import type { DeliveryArea } from './store';

export interface Offer {
  readonly feeFen: number;
  readonly etaMin: number;
  readonly minOrderFen: number;
  /** Goods amount from which freight is free; null: never. */
  readonly freeFromFen: number | null;
  readonly distanceM: number;
}
export type Ring = readonly (readonly [number, number])[];

/** Even-odd rule. Points on an edge may fall on either side: an edge is a line somebody drew with a finger. */
export function inRing(ring: Ring, { lng, lat }: Place): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i] ?? [0, 0];
    const [xj, yj] = ring[j] ?? [0, 0];
    if (yi > lat !== yj > lat && lng < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Inside the outline and in none of the holes. */
export const inPolygon = (rings: readonly Ring[], place: Place): boolean => {
  const [outline, ...holes] = rings;
  return (
    outline !== undefined && inRing(outline, place) && !holes.some((hole) => inRing(hole, place))
  );
};

/** Farthest place the shop can deliver to, metres: the last tier, and the radius where no polygon is drawn. */
export const reachM = (area: DeliveryArea): number => {
  const lastM = area.tiers.at(-1)?.uptoM ?? 0;
  return area.polygon ? lastM : Math.min(lastM, area.radiusM);
};

/** What delivery from the shop to a place costs and takes; null out of the area. */
export function offerFor(area: DeliveryArea, shop: Place, to: Place): Offer | null {
  const m = distanceM(shop, to);
  if (m > reachM(area)) return null;
  if (area.polygon && !inPolygon(area.polygon, to)) return null;
  const tier = area.tiers.find((t) => m <= t.uptoM);
  if (!tier) return null;
  const { minOrderFen, freeFromFen } = area;
  return { feeFen: tier.feeFen, etaMin: tier.etaMin, minOrderFen, freeFromFen, distanceM: m };
}

/** Freight for a goods amount, and in words why it is so or what is missing to be free. */
export function freightFor(offer: Offer, goodsFen: number): { fen: number; text: string } {
  const { feeFen, freeFromFen } = offer;
  if (feeFen === 0) return { fen: 0, text: '本店免配送费' };
  if (freeFromFen === null) return { fen: feeFen, text: '按距离收取配送费' };
  return goodsFen >= freeFromFen
    ? { fen: 0, text: `已满${money(freeFromFen)}免配送费` }
    : { fen: feeFen, text: `再买${money(freeFromFen - goodsFen)}免配送费` };
}

type Edge = readonly [readonly [number, number], readonly [number, number]];

const turn = (
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  [cx, cy]: readonly [number, number],
): number => Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));

const between = (a: number, b: number, c: number): boolean =>
  Math.min(a, b) <= c && c <= Math.max(a, b);

/** Edges that cross or touch. */
function meet([a, b]: Edge, [c, d]: Edge): boolean {
  const [t1, t2, t3, t4] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (t1 !== t2 && t3 !== t4) return true;
  const on = (p: readonly [number, number], q: readonly [number, number], r: typeof p, t: number) =>
    t === 0 && between(p[0], q[0], r[0]) && between(p[1], q[1], r[1]);
  return on(a, b, c, t1) || on(a, b, d, t2) || on(c, d, a, t3) || on(c, d, b, t4);
}

/** A ring is closed (first point = last), does not cross or touch itself and holds some area. */
export function soundRing(ring: Ring): boolean {
  const [first] = ring;
  const last = ring.at(-1);
  if (!first || !last || ring.length < 4) return false;
  if (first[0] !== last[0] || first[1] !== last[1]) return false;
  const edges = ring.slice(1).map((point, i): Edge => [ring[i] ?? point, point]);
  if (edges.some(([p, q]) => p[0] === q[0] && p[1] === q[1])) return false;
  for (let i = 0; i < edges.length; i += 1)
    for (let j = i + 1; j < edges.length; j += 1) {
      const [a, b] = [edges[i], edges[j]];
      // Neighbours share a point by nature; they must not fold back onto each other.
      const neighbours = j === i + 1 || (i === 0 && j === edges.length - 1);
      if (!a || !b) continue;
      if (neighbours ? foldsBack(a, b) : meet(a, b)) return false;
    }
  return true;
}

/** Two edges with a common point that lie on each other. */
function foldsBack(a: Edge, b: Edge): boolean {
  const [shared, p, q] =
    a[1] === b[0] || same(a[1], b[0]) ? [a[1], a[0], b[1]] : [a[0], a[1], b[0]];
  if (turn(p, shared, q) !== 0) return false;
  const dot = (p[0] - shared[0]) * (q[0] - shared[0]) + (p[1] - shared[1]) * (q[1] - shared[1]);
  return dot > 0;
}
const same = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  a[0] === b[0] && a[1] === b[1];
