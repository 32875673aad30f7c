import { failed } from '../errors';
import { someLeaf, type Path } from '../values/path';
import { field, isFields, type Fields, type Value } from '../values/value';
import { angleTo, intersects, within, withinCircle } from './relations';
import { parseShape, type Shape } from './shapes';
import { EARTH_RADIUS_M, type Vector } from './sphere';

type GeoTest = (doc: Fields, path: Path) => boolean;

/** Where a `$nearSphere` looks from and how far, in metres. */
export interface Near {
  readonly centre: Vector;
  readonly maxM: number;
  readonly minM: number;
}

/** Parses `{ $geometry, $maxDistance, $minDistance }`. */
export function parseNear(argument: Value): Near {
  const spec = isFields(argument) ? argument : {};
  const centre = parseShape(field(spec, '$geometry') ?? argument)?.points[0];
  if (!centre) throw failed('$near requires a point');
  return {
    centre,
    maxM: limit(field(spec, '$maxDistance'), Infinity),
    minM: limit(field(spec, '$minDistance'), 0),
  };
}

function limit(value: Value | undefined, fallback: number): number {
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'number' || !(value >= 0)) {
    throw failed('$minDistance/$maxDistance must be non-negative numbers');
  }
  return value;
}

/** Metres from the centre to the nearest geometry at a path; undefined if there is none. */
export function nearestM(doc: Fields, path: Path, centre: Vector): number | undefined {
  let best: number | undefined;
  eachShape(doc, path, (shape) => {
    const metres = angleTo(centre, shape) * EARTH_RADIUS_M;
    if (best === undefined || metres < best) best = metres;
    return false;
  });
  return best;
}

const near = (argument: Value): GeoTest => {
  const { centre, maxM, minM } = parseNear(argument);
  return (doc, path) => {
    const metres = nearestM(doc, path, centre);
    return metres !== undefined && metres <= maxM && metres >= minM;
  };
};

/** A field may hold one geometry or an array of them. */
function eachShape(doc: Fields, path: Path, visit: (shape: Shape) => boolean): boolean {
  return someLeaf(doc, path, (leaf) => {
    const whole = storedShape(leaf);
    if (whole) return visit(whole);
    return (
      Array.isArray(leaf) &&
      leaf.some((item) => {
        const shape = storedShape(item);
        return shape !== undefined && visit(shape);
      })
    );
  });
}

const shapes = new WeakMap<object, Shape>();

/** The geometry of a stored value, read once: stored values never change. */
function storedShape(value: Value | undefined): Shape | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const known = shapes.get(value);
  if (known) return known;
  const shape = parseShape(value);
  if (shape) shapes.set(value, shape);
  return shape;
}

const geoWithin = (argument: Value): GeoTest => {
  const spec = isFields(argument) ? argument : {};
  const circle = field(spec, '$centerSphere');
  if (circle !== undefined) {
    const [at, radius] = Array.isArray(circle) ? circle : [];
    const centre = parseShape(at)?.points[0];
    if (!centre || typeof radius !== 'number' || !(radius >= 0)) {
      throw failed('$centerSphere needs [[lng, lat], radius in radians]');
    }
    return (doc, path) => eachShape(doc, path, (shape) => withinCircle(shape, centre, radius));
  }
  const area = parseShape(field(spec, '$geometry'));
  if (!area || area.polygons.length === 0)
    throw failed('$geoWithin not supported with this geometry');
  return (doc, path) => eachShape(doc, path, (shape) => within(shape, area));
};

const geoIntersects = (argument: Value): GeoTest => {
  const wanted = parseShape(isFields(argument) ? field(argument, '$geometry') : undefined);
  if (!wanted) throw failed('$geoIntersects needs a valid $geometry');
  return (doc, path) => eachShape(doc, path, (shape) => intersects(shape, wanted));
};

/** The geo operators of a filter. */
export const geoTests: Readonly<Record<string, (argument: Value) => GeoTest>> = {
  $near: near,
  $nearSphere: near,
  $geoWithin: geoWithin,
  $geoIntersects: geoIntersects,
};

/** Which fields a filter asks geo questions about, and the one it wants sorted by distance. */
export interface GeoUse {
  readonly fields: string[];
  near?: { readonly field: string; readonly centre: Vector };
}

export function geoUse(filter: Fields, use: GeoUse = { fields: [] }): GeoUse {
  for (const [name, condition] of Object.entries(filter)) {
    if (Array.isArray(condition) && name.startsWith('$')) {
      for (const part of condition) if (isFields(part)) geoUse(part, use);
    } else if (isFields(condition)) {
      for (const [operator, argument] of Object.entries(condition)) {
        if (!Object.hasOwn(geoTests, operator)) continue;
        use.fields.push(name);
        const wantsNearest = operator === '$near' || operator === '$nearSphere';
        if (wantsNearest) use.near = { field: name, centre: parseNear(argument).centre };
      }
    }
  }
  return use;
}
