/** Positions are GCJ-02 (what maps in China show) everywhere but at the door: a phone may report WGS-84. */

export interface Place {
  readonly lng: number;
  readonly lat: number;
}

/** The radius the database's `geoNear` uses, so that both tell the same distance. Metres. */
export const EARTH_M = 6_378_100;
const RAD = Math.PI / 180;

/** A point on the unit sphere: straight distances between such points order like distances on the ground. */
export function unitVector({ lng, lat }: Place): readonly [number, number, number] {
  const ring = Math.cos(lat * RAD);
  return [ring * Math.cos(lng * RAD), ring * Math.sin(lng * RAD), Math.sin(lat * RAD)];
}

/** Metres over ground for a squared straight distance between unit vectors. */
export const arcM = (chord2: number): number =>
  2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(chord2) / 2));

/** Metres as the crow flies. */
export function distanceM(a: Place, b: Place): number {
  const [ax, ay, az] = unitVector(a);
  const [bx, by, bz] = unitVector(b);
  return arcM((ax - bx) ** 2 + (ay - by) ** 2 + (az - bz) ** 2);
}

/** `320m`, `1.2km`, `15km`. */
export const distanceText = (m: number): string =>
  m < 995 ? `${Math.round(m / 10) * 10}m` : `${(m / 1000).toFixed(m < 9_950 ? 1 : 0)}km`;

/** Where the chain can be: China with its surroundings. */
const HOME = { west: 73, east: 136, south: 3, north: 54 };

export const inChina = ({ lng, lat }: Place): boolean =>
  lng >= HOME.west && lng <= HOME.east && lat >= HOME.south && lat <= HOME.north;

/** Krasovsky's ellipsoid, on which GCJ-02 is computed. */
const SEMI_MAJOR_M = 6_378_245;
const ECCENTRICITY2 = 0.006_693_421_622_965_943;

/** The three waves both offsets share. */
const waves = (x: number): number =>
  ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3;

function northM(x: number, y: number): number {
  const base = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  const slow = ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3;
  const slowest =
    ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3;
  return base + waves(x) + slow + slowest;
}

function eastM(x: number, y: number): number {
  const base = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  const slow = ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3;
  const slowest =
    ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3;
  return base + waves(x) + slow + slowest;
}

/** WGS-84 → GCJ-02, the published approximation (eviltransform); an offset of 100–700 m. */
export function toGcj02(place: Place): Place {
  if (!inChina(place)) return place;
  const { lng, lat } = place;
  const sin = Math.sin(lat * RAD);
  const magic = 1 - ECCENTRICITY2 * sin * sin;
  const root = Math.sqrt(magic);
  const north = northM(lng - 105, lat - 35);
  const east = eastM(lng - 105, lat - 35);
  return {
    lng: lng + east / ((SEMI_MAJOR_M / root) * Math.cos(lat * RAD) * RAD),
    lat: lat + north / (((SEMI_MAJOR_M * (1 - ECCENTRICITY2)) / (magic * root)) * RAD),
  };
}

/**
 * Where somebody is, from what a phone said; null when it said nothing usable: zeros of a failed fix,
 * swapped numbers, the other side of the earth. Unknown is better than a shop "5,800 km away".
 */
export function placeOf(
  point: (Place & { readonly coord?: 'wgs84' | 'gcj02' | undefined }) | undefined,
): Place | null {
  if (!point || !inChina(point)) return null;
  return point.coord === 'wgs84' ? toGcj02(point) : { lng: point.lng, lat: point.lat };
}
