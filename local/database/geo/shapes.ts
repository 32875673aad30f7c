import { isFields, type Value } from '../values/value';
import { toVector, type Position, type Vector } from './sphere';

/** A ring of a polygon: its positions without the repeated last one. */
export type Ring = readonly Vector[];

/** Any GeoJSON geometry as loose points, lines and polygons (outer ring first, then holes). */
export interface Shape {
  readonly points: readonly Vector[];
  readonly lines: readonly (readonly Vector[])[];
  readonly polygons: readonly (readonly Ring[])[];
}

const EMPTY: Shape = { points: [], lines: [], polygons: [] };

/** Reads GeoJSON, `[lng, lat]` or `{ longitude, latitude }`; undefined if it is none of them or invalid. */
export function parseShape(value: Value | undefined): Shape | undefined {
  if (Array.isArray(value)) return fromPoints([value]);
  if (!isFields(value)) return undefined;
  const { type, coordinates } = value;
  if (type === undefined) {
    const { longitude, latitude } = value;
    return longitude === undefined || latitude === undefined
      ? undefined
      : fromPoints([[longitude, latitude]]);
  }
  if (type === 'GeometryCollection') return collect(value['geometries']);
  if (!Array.isArray(coordinates)) return undefined;
  switch (type) {
    case 'Point':
      return fromPoints([coordinates]);
    case 'MultiPoint':
      return fromPoints(coordinates);
    case 'LineString':
      return fromLines([coordinates]);
    case 'MultiLineString':
      return fromLines(coordinates);
    case 'Polygon':
      return fromPolygons([coordinates]);
    case 'MultiPolygon':
      return fromPolygons(coordinates);
    default:
      return undefined;
  }
}

function position(value: Value): Vector | undefined {
  const [longitude, latitude] = Array.isArray(value) ? value : [];
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return undefined;
  if (!(Math.abs(longitude) <= 180) || !(Math.abs(latitude) <= 90)) return undefined;
  const at: Position = [longitude, latitude];
  return toVector(at);
}

/** All or nothing: one bad part spoils the geometry. */
function each<T>(values: readonly Value[], read: (value: Value) => T | undefined): T[] | undefined {
  const parts: T[] = [];
  for (const value of values) {
    const part = read(value);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts.length > 0 ? parts : undefined;
}

function line(value: Value): Vector[] | undefined {
  const vectors = Array.isArray(value) ? each(value, position) : undefined;
  return vectors && vectors.length >= 2 ? vectors : undefined;
}

function ring(value: Value): Ring | undefined {
  const vectors = line(value);
  if (!vectors || vectors.length < 4 || !Array.isArray(value)) return undefined;
  const closed = String(value[0]) === String(value.at(-1));
  return closed ? vectors.slice(0, -1) : undefined;
}

const polygon = (value: Value): Ring[] | undefined =>
  Array.isArray(value) ? each(value, ring) : undefined;

function fromPoints(values: readonly Value[]): Shape | undefined {
  const points = each(values, position);
  return points && { ...EMPTY, points };
}

function fromLines(values: readonly Value[]): Shape | undefined {
  const lines = each(values, line);
  return lines && { ...EMPTY, lines };
}

function fromPolygons(values: readonly Value[]): Shape | undefined {
  const polygons = each(values, polygon);
  return polygons && { ...EMPTY, polygons };
}

function collect(values: Value | undefined): Shape | undefined {
  const shapes = Array.isArray(values) ? each(values, parseShape) : undefined;
  return (
    shapes && {
      points: shapes.flatMap((shape) => shape.points),
      lines: shapes.flatMap((shape) => shape.lines),
      polygons: shapes.flatMap((shape) => shape.polygons),
    }
  );
}
