/** Longitude and latitude in degrees, GeoJSON's order. */
export type Position = readonly [longitude: number, latitude: number];

/** A unit vector from the Earth's centre. */
export type Vector = readonly [x: number, y: number, z: number];

/** Metres; the radius that reproduces the real backend's distances to the last digit. */
export const EARTH_RADIUS_M = 6378100;

const RADIANS = Math.PI / 180;

export function toVector([longitude, latitude]: Position): Vector {
  const phi = latitude * RADIANS;
  const theta = longitude * RADIANS;
  return [Math.cos(phi) * Math.cos(theta), Math.cos(phi) * Math.sin(theta), Math.sin(phi)];
}

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** Angle in radians; `atan2` keeps its precision for neighbours, where `acos` loses it. */
export function angle(a: Vector, b: Vector): number {
  const normal = cross(a, b);
  return Math.atan2(Math.hypot(normal[0], normal[1], normal[2]), dot(a, b));
}

export const distanceM = (a: Vector, b: Vector): number => EARTH_RADIUS_M * angle(a, b);

/** Angle from a point to the nearest point of the shorter great-circle arc between two others. */
export function angleToArc(point: Vector, from: Vector, to: Vector): number {
  const ends = Math.min(angle(point, from), angle(point, to));
  const normal = cross(from, to);
  const length = Math.hypot(normal[0], normal[1], normal[2]);
  if (length < 1e-15) return ends;
  // The foot of the perpendicular lies on the arc if the point is on the inner side of both ends.
  const inside = dot(cross(normal, from), point) > 0 && dot(cross(to, normal), point) > 0;
  return inside
    ? Math.abs(Math.asin(Math.max(-1, Math.min(1, dot(normal, point) / length))))
    : ends;
}

/** Whether two arcs share a point: each one's ends lie on different sides of the other, on the same half. */
export function arcsCross(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const ab = cross(a, b);
  const cd = cross(c, d);
  const sides = [-dot(ab, c), dot(ab, d), dot(cd, a), -dot(cd, b)];
  if (sides.every((side) => side > 0) || sides.every((side) => side < 0)) return true;
  return [
    [c, a, b],
    [d, a, b],
    [a, c, d],
    [b, c, d],
  ].some(([point, from, to]) => point && from && to && angleToArc(point, from, to) < TOUCH);
}

/** Radians (6 mm on the ground) within which two things count as touching. */
export const TOUCH = 1e-9;
