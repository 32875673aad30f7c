import type { StoreDoc } from '#shared/model/docs';

/** Roads are this much longer than the crow's flight, in cities. */
const DETOUR = 1.3;
const EARTH_RADIUS_M = 6_371_008.8;

/** Estimated driving distance between two shops, metres (great circle, haversine, times the detour). */
export function roadM(from: Pick<StoreDoc, 'loc'>, to: Pick<StoreDoc, 'loc'>): number {
  const [lng, lat] = from.loc.coordinates.map(radians);
  const [toLng, toLat] = to.loc.coordinates.map(radians);
  if (lng === undefined || lat === undefined || toLng === undefined || toLat === undefined)
    return 0;
  const h =
    Math.sin((toLat - lat) / 2) ** 2 +
    Math.cos(lat) * Math.cos(toLat) * Math.sin((toLng - lng) / 2) ** 2;
  return Math.round(DETOUR * 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(h)));
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
