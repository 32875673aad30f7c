/** A flat map of one city: distances are true within a fraction of a percent up to some 100 km. */
export interface LngLat {
  readonly lng: number;
  readonly lat: number;
}
export interface View {
  readonly centre: LngLat;
  /** Pixels per metre. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}
export interface XY {
  readonly x: number;
  readonly y: number;
}

const LAT_M = 111_320;
const lngM = (lat: number): number => LAT_M * Math.cos((lat * Math.PI) / 180);

export function project(view: View, at: LngLat): XY {
  return {
    x: view.width / 2 + (at.lng - view.centre.lng) * lngM(view.centre.lat) * view.scale,
    y: view.height / 2 - (at.lat - view.centre.lat) * LAT_M * view.scale,
  };
}

export function unproject(view: View, { x, y }: XY): LngLat {
  return {
    lng: view.centre.lng + (x - view.width / 2) / (lngM(view.centre.lat) * view.scale),
    lat: view.centre.lat - (y - view.height / 2) / (LAT_M * view.scale),
  };
}

/** The view that shows all points with some air around. */
export function fit(points: readonly LngLat[], width: number, height: number, air = 48): View {
  if (points.length === 0) return { centre: { lng: 120, lat: 30 }, scale: 0.01, width, height };
  const lngs = points.map((p) => p.lng);
  const lats = points.map((p) => p.lat);
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  const centre = { lng: (west + east) / 2, lat: (south + north) / 2 };
  const wideM = Math.max((east - west) * lngM(centre.lat), 800);
  const highM = Math.max((north - south) * LAT_M, 800);
  const scale = Math.min(
    Math.max(width - 2 * air, 40) / wideM,
    Math.max(height - 2 * air, 40) / highM,
  );
  return { centre, scale, width, height };
}

/** Zooms by `factor` and keeps what lies under `at` in its place. */
export function zoom(view: View, factor: number, at: XY): View {
  const scale = Math.min(2, Math.max(0.000_5, view.scale * factor));
  const under = unproject(view, at);
  const moved = { ...view, scale };
  const now = project(moved, under);
  const centre = unproject(moved, {
    x: view.width / 2 + now.x - at.x,
    y: view.height / 2 + now.y - at.y,
  });
  return { ...moved, centre };
}

/** A round length for the scale bar, close to `pixels` wide. */
export function scaleBar(view: View, pixels: number): { metres: number; pixels: number } {
  const rough = pixels / view.scale;
  const power = 10 ** Math.floor(Math.log10(rough));
  const metres = [5, 2, 1].map((n) => n * power).find((m) => m <= rough) ?? power;
  return { metres, pixels: metres * view.scale };
}

/** A name as it fits beside a dot. */
export const shortName = (name: string): string =>
  name.length > 10 ? `${name.slice(0, 9)}…` : name;

/** Of labels in order of importance, those that touch none before them. */
export function clearLabels<T>(
  items: readonly T[],
  box: (item: T) => { x: number; y: number; width: number; height: number },
): Set<T> {
  const kept: { item: T; b: ReturnType<typeof box> }[] = [];
  for (const item of items) {
    const b = box(item);
    const hit = kept.some(
      ({ b: o }) =>
        b.x < o.x + o.width && o.x < b.x + b.width && b.y < o.y + o.height && o.y < b.y + b.height,
    );
    if (!hit) kept.push({ item, b });
  }
  return new Set(kept.map((k) => k.item));
}
