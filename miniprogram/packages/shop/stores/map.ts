import type { StoreCard } from '../../../services/shapes';
import type { Position } from '../../../services/place';

const CHINA = { lng: 104.2, lat: 35.9 };

/** What the map shows: every shop, the ones that cannot serve now paler. */
export function mapOf(stores: readonly StoreCard[], point: Position | null, onId: string) {
  const markers = stores.map((store, index) => ({
    id: index,
    longitude: store.loc.lng,
    latitude: store.loc.lat,
    title: store.name,
    width: store.storeId === onId ? 38 : 30,
    height: store.storeId === onId ? 38 : 30,
    iconPath: store.canServe ? '/assets/shop-open.png' : '/assets/shop-shut.png',
    alpha: store.canServe ? 1 : 0.75,
  }));
  const first = stores[0];
  const centre = point ?? (first ? first.loc : CHINA);
  const near = stores.slice(0, 6).map(({ loc }) => ({ longitude: loc.lng, latitude: loc.lat }));
  const here = point ? [{ longitude: point.lng, latitude: point.lat }] : [];
  return {
    markers,
    longitude: centre.lng,
    latitude: centre.lat,
    includePoints: [...near, ...here],
    here: point !== null,
  };
}
