/** Draws what lies on the map, as SVG. */
import { svg } from '../ui/dom';
import { type Camera, type LatLng, metresPerPx, toScreen } from './projection';

/** Polygon, polyline or circle; colours are #RRGGBB or #RRGGBBAA, as browsers read them too. */
export interface Shape {
  points?: readonly LatLng[];
  color?: string;
  colorList?: readonly string[];
  width?: number;
  dottedLine?: boolean;
  fillColor?: string;
  strokeColor?: string;
  strokeWidth?: number;
  dashArray?: readonly number[];
  latitude?: number;
  longitude?: number;
  radius?: number;
}

export function polygon(camera: Camera, shape: Shape): SVGElement {
  return svg('polygon', {
    points: path(camera, shape.points ?? []),
    ...paint(shape),
    'stroke-dasharray': (shape.dashArray ?? []).join(' '),
  });
}

export function polyline(camera: Camera, shape: Shape): SVGElement {
  return svg('polyline', {
    points: path(camera, shape.points ?? []),
    fill: 'none',
    stroke: shape.color ?? shape.colorList?.[0] ?? '#1f7bff',
    'stroke-width': shape.width ?? 4,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'stroke-dasharray': shape.dottedLine ? '2 10' : '',
  });
}

export function circle(camera: Camera, shape: Shape): SVGElement {
  const at = toScreen(camera, { latitude: shape.latitude ?? 0, longitude: shape.longitude ?? 0 });
  const stroke = shape.strokeColor ?? shape.color;
  return svg('circle', {
    cx: at.x,
    cy: at.y,
    r: (shape.radius ?? 0) / metresPerPx(camera),
    ...paint(stroke === undefined ? shape : { ...shape, strokeColor: stroke }),
  });
}

/** Streets that are nobody's: a quiet net that moves and scales with the map. */
export function ground(camera: Camera): SVGElement {
  const group = svg('g', { fill: 'none' });
  for (const [spacing, colour, width] of [
    [64, '#eceae4', 1],
    [256, '#ffffff', 5],
  ] as const) {
    const zoom = 2 ** (camera.scale - Math.floor(camera.scale));
    const step = spacing * zoom;
    const origin = toScreen(camera, { latitude: 85, longitude: -180 });
    const lines: string[] = [];
    for (let x = mod(origin.x, step); x < camera.width; x += step)
      lines.push(`M${x} 0V${camera.height}`);
    for (let y = mod(origin.y, step); y < camera.height; y += step)
      lines.push(`M0 ${y}H${camera.width}`);
    group.append(svg('path', { d: lines.join(''), stroke: colour, 'stroke-width': width }));
  }
  return group;
}

/** A bar of round length, as on paper maps. */
export function scaleBar(camera: Camera): { text: string; px: number } {
  const metres = metresPerPx(camera) * 72;
  const power = 10 ** Math.floor(Math.log10(metres));
  const round = [5, 2, 1].map((n) => n * power).find((n) => n <= metres) ?? power;
  const text = round >= 1000 ? `${round / 1000} 公里` : `${round} 米`;
  return { text, px: round / metresPerPx(camera) };
}

function path(camera: Camera, points: readonly LatLng[]): string {
  return points
    .map((point) => toScreen(camera, point))
    .map(({ x, y }) => `${x},${y}`)
    .join(' ');
}

function paint({ fillColor, strokeColor, strokeWidth }: Shape): Record<string, string | number> {
  return {
    fill: fillColor ?? 'none',
    stroke: strokeColor ?? 'none',
    'stroke-width': strokeWidth ?? 2,
  };
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
