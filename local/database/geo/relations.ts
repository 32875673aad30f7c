import type { Ring, Shape } from './shapes';
import { angle, angleToArc, arcsCross, cross, dot, TOUCH, type Vector } from './sphere';

type Arc = readonly [from: Vector, to: Vector];

const pairs = (line: readonly Vector[]): Arc[] =>
  line.slice(1).map((to, i): Arc => [line[i] ?? to, to]);

const ringArcs = (ring: Ring): Arc[] => {
  const first = ring[0];
  return first ? pairs([...ring, first]) : [];
};

const polygonArcs = (rings: readonly Ring[]): Arc[] => rings.flatMap(ringArcs);

const shapeArcs = (shape: Shape): Arc[] => [
  ...shape.lines.flatMap(pairs),
  ...shape.polygons.flatMap(polygonArcs),
];

const onArcs = (point: Vector, arcs: readonly Arc[]): boolean =>
  arcs.some(([from, to]) => angleToArc(point, from, to) < TOUCH);

/** Signed angle swept around `point` by walking the ring; about ±2π inside, 0 outside. */
function windingAngle(point: Vector, ring: Ring): number {
  let sum = 0;
  for (const [from, to] of ringArcs(ring)) {
    const a = cross(point, from);
    const b = cross(point, to);
    sum += Math.atan2(dot(point, cross(a, b)), dot(a, b));
  }
  return sum;
}

/** Rings span less than a hemisphere, so a point on the far side of the Earth is never inside. */
const inRing = (point: Vector, ring: Ring): boolean =>
  ring.some((corner) => dot(point, corner) > 0) && Math.abs(windingAngle(point, ring)) > Math.PI;

/** Borders belong to a polygon, the inside of a hole does not. */
function inPolygon(point: Vector, rings: readonly Ring[]): boolean {
  const [outer, ...holes] = rings;
  if (!outer) return false;
  if (onArcs(point, polygonArcs(rings))) return true;
  return inRing(point, outer) && !holes.some((hole) => inRing(point, hole));
}

/** Whether two geometries share at least one point. */
export function intersects(a: Shape, b: Shape): boolean {
  return touches(a, b) || touches(b, a) || shapeArcs(a).some((x) => shapeArcs(b).some(meets(x)));
}

const meets =
  ([from, to]: Arc) =>
  ([otherFrom, otherTo]: Arc): boolean =>
    arcsCross(from, to, otherFrom, otherTo);

/** Whether some point or corner of `a` lies on or in `b`. */
function touches(a: Shape, b: Shape): boolean {
  const arcs = shapeArcs(b);
  return corners(a).some(
    (corner) =>
      b.points.some((point) => angle(point, corner) < TOUCH) ||
      onArcs(corner, arcs) ||
      b.polygons.some((polygon) => inPolygon(corner, polygon)),
  );
}

const corners = (shape: Shape): Vector[] => [
  ...shape.points,
  ...shape.lines.flat(),
  ...shape.polygons.flat(2),
];

/** Whether `inner` lies wholly in one of the polygons: all corners in, no edge through the border. */
export function within(inner: Shape, area: Shape): boolean {
  const arcs = shapeArcs(inner);
  return area.polygons.some((polygon) => {
    const border = polygonArcs(polygon);
    return (
      corners(inner).every((corner) => inPolygon(corner, polygon)) &&
      arcs.every(([from, to]) => inPolygon(middle(from, to), polygon)) &&
      !arcs.some((arc) => border.some(([a, b]) => properlyCross(arc, a, b)))
    );
  });
}

/** Whether every corner of `inner` is at most `radius` radians from the centre. */
export const withinCircle = (inner: Shape, centre: Vector, radius: number): boolean =>
  corners(inner).every((corner) => angle(corner, centre) <= radius);

/** Radians from a point to the nearest part of a geometry; zero inside a polygon. */
export function angleTo(point: Vector, shape: Shape): number {
  const only = shape.points[0];
  // Most places are a single point.
  if (only && shape.points.length === 1 && shape.lines.length + shape.polygons.length === 0) {
    return angle(point, only);
  }
  if (shape.polygons.some((polygon) => inPolygon(point, polygon))) return 0;
  let best = Infinity;
  for (const other of shape.points) best = Math.min(best, angle(point, other));
  for (const [from, to] of shapeArcs(shape)) best = Math.min(best, angleToArc(point, from, to));
  return best;
}

function middle(a: Vector, b: Vector): Vector {
  const sum: Vector = [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
  const length = Math.hypot(sum[0], sum[1], sum[2]) || 1;
  return [sum[0] / length, sum[1] / length, sum[2] / length];
}

/** Crossing in the open, not merely touching at a corner. */
const properlyCross = ([from, to]: Arc, a: Vector, b: Vector): boolean =>
  ![from, to].some((end) => angleToArc(end, a, b) < TOUCH) &&
  ![a, b].some((end) => angleToArc(end, from, to) < TOUCH) &&
  arcsCross(from, to, a, b);
