/** Web Mercator, as every slippy map draws it. */
export interface LatLng {
  latitude: number;
  longitude: number;
}

export interface Point {
  x: number;
  y: number;
}

export interface Camera {
  center: LatLng;
  /** WeChat's 3–20: the world is 256 · 2^scale px wide. */
  scale: number;
  width: number;
  height: number;
}

export const MIN_SCALE = 3;
export const MAX_SCALE = 20;

export function world({ latitude, longitude }: LatLng, scale: number): Point {
  const size = 256 * 2 ** scale;
  const sin = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
  return {
    x: ((longitude + 180) / 360) * size,
    y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * size,
  };
}

export function unworld({ x, y }: Point, scale: number): LatLng {
  const size = 256 * 2 ** scale;
  const n = Math.PI - (2 * Math.PI * y) / size;
  return {
    longitude: (x / size) * 360 - 180,
    latitude: (180 / Math.PI) * Math.atan(0.5 * (Math.exp(n) - Math.exp(-n))),
  };
}

/** Where a place is on the drawn map, px from its corner. */
export function toScreen(camera: Camera, place: LatLng): Point {
  const at = world(place, camera.scale);
  const center = world(camera.center, camera.scale);
  return { x: at.x - center.x + camera.width / 2, y: at.y - center.y + camera.height / 2 };
}

export function fromScreen(camera: Camera, { x, y }: Point): LatLng {
  const center = world(camera.center, camera.scale);
  return unworld(
    { x: center.x + x - camera.width / 2, y: center.y + y - camera.height / 2 },
    camera.scale,
  );
}

/** Ground metres of one px at the middle of the map. */
export function metresPerPx({ center, scale }: Camera): number {
  return (Math.cos((center.latitude * Math.PI) / 180) * 40_075_016.686) / (256 * 2 ** scale);
}

/** The camera that shows every place inside the padding (px: top, right, bottom, left). */
export function fit(
  camera: Camera,
  places: readonly LatLng[],
  padding: readonly number[] = [],
): Camera {
  if (places.length === 0) return camera;
  const [top = 32, right = top, bottom = top, left = right] = padding;
  const points = places.map((place) => world(place, 0));
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [minX, maxX, minY, maxY] = [
    Math.min(...xs),
    Math.max(...xs),
    Math.min(...ys),
    Math.max(...ys),
  ];
  const room = { x: camera.width - left - right, y: camera.height - top - bottom };
  const spread = Math.max((maxX - minX) / Math.max(1, room.x), (maxY - minY) / Math.max(1, room.y));
  const scale = spread === 0 ? camera.scale : clampScale(Math.log2(1 / spread));
  const shift = 2 ** -scale / 2;
  const middle = {
    x: (minX + maxX) / 2 + (right - left) * shift,
    y: (minY + maxY) / 2 + (bottom - top) * shift,
  };
  return { ...camera, scale, center: unworld(middle, 0) };
}

export function clampScale(scale: number): number {
  return Math.max(MIN_SCALE, Math.min(MAX_SCALE, scale));
}
