import { inRing, soundRing, type Ring } from '#shared/domain/delivery';
import type { LngLat } from '../../ui/map/projection';
import type { Area } from './types';

export type Corner = [number, number];
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

/** A small octagon in the middle of an outline, to be dragged to where nobody is to be served. */
export function holeIn(outline: readonly Corner[]): Corner[] {
  const lngs = outline.map(([lng]) => lng);
  const lats = outline.map(([, lat]) => lat);
  const [west, east, south, north] = [
    Math.min(...lngs),
    Math.max(...lngs),
    Math.min(...lats),
    Math.max(...lats),
  ];
  const radiusM = Math.max(80, (north - south) * 111_320 * 0.1);
  return circleRing({ lng: (west + east) / 2, lat: (south + north) / 2 }, radiusM);
}

/** What the server would refuse: an outline that crosses itself, a hole that leaves its outline. */
export function troubleOf(rings: readonly Ring[]): 'crossing' | 'outside' | null {
  const [outline, ...holes] = rings;
  if (!rings.every(soundRing)) return 'crossing';
  const inside = holes.every((hole) =>
    hole.every(([lng, lat]) => outline !== undefined && inRing(outline, { lng, lat })),
  );
  return inside ? null : 'outside';
}

/** Fees must rise with distance, each step farther than the one before. */
export const risingTiers = (tiers: Area['tiers']): boolean =>
  tiers.every((tier, i) => i === 0 || tier.uptoM > (tiers[i - 1]?.uptoM ?? 0));
