import { distanceM } from '#shared/domain/geo';
import type { StoreDoc } from '#shared/model/docs';

/** Roads are this much longer than the crow's flight, in cities. */
const DETOUR = 1.3;

/** Estimated driving distance between two shops, metres. */
export const roadM = (from: Pick<StoreDoc, 'loc'>, to: Pick<StoreDoc, 'loc'>): number =>
  Math.round(DETOUR * distanceM(placeOf(from), placeOf(to)));

const placeOf = ({ loc }: Pick<StoreDoc, 'loc'>) => ({
  lng: loc.coordinates[0],
  lat: loc.coordinates[1],
});
