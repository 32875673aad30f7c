import type { LngLat } from '../../ui/map/projection';
import type { Area } from './types';

type Corner = [number, number];
const round = (n: number): number => Math.round(n * 1e6) / 1e6;
export const cornerOf = ({ lng, lat }: LngLat): Corner => [round(lng), round(lat)];
export const pointOf = ([lng, lat]: Corner): LngLat => ({ lng, lat });

/** The outline without its closing corner, as one edits it. */
export const openRing = (ring: readonly Corner[]): Corner[] => ring.slice(0, -1).map((c) => [...c]);
export function closeRing(ring: readonly Corner[]): Corner[] {
  const first = ring[0];
  return first ? [...ring.map((c): Corner => [...c]), [...first]] : [];
}

/** An octagon to start drawing from. */
export function circleRing(centre: LngLat, radiusM: number): Corner[] {
  const lngM = 111_320 * Math.cos((centre.lat * Math.PI) / 180);
  return Array.from({ length: 8 }, (_, i) => {
    const angle = (i * Math.PI) / 4;
    return cornerOf({
      lng: centre.lng + (Math.cos(angle) * radiusM) / lngM,
      lat: centre.lat + (Math.sin(angle) * radiusM) / 111_320,
    });
  });
}

const cross = (o: Corner, a: Corner, b: Corner): number =>
  (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
const crosses = (a: Corner, b: Corner, c: Corner, d: Corner): boolean =>
  cross(a, b, c) * cross(a, b, d) < 0 && cross(c, d, a) * cross(c, d, b) < 0;

/** True when an edge of the outline crosses another. */
export function crossing(ring: readonly Corner[]): boolean {
  const edges = ring.map((c, i) => [c, ring[(i + 1) % ring.length] ?? c] as const);
  return edges.some(([a, b], i) => edges.some(([c, d], j) => j > i && crosses(a, b, c, d)));
}

/** Fees must rise with distance, each step farther than the one before. */
export const risingTiers = (tiers: Area['tiers']): boolean =>
  tiers.every((tier, i) => i === 0 || tier.uptoM > (tiers[i - 1]?.uptoM ?? 0));
