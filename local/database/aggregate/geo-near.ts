import { failed } from '../errors';
import { nearestM } from '../geo/operators';
import { parseShape } from '../geo/shapes';
import { parsePath, valueAt } from '../values/path';
import { field, type Doc, type Fields, type Value } from '../values/value';

/** Adds the distance (metres × multiplier) to each document in reach and sorts by it, nearest first. */
export function geoNear(docs: readonly Doc[], stage: Fields, geoField: string): Doc[] {
  const centre = parseShape(field(stage, 'near'))?.points[0];
  const distanceField = field(stage, 'distanceField');
  if (!centre) throw failed('$geoNear requires near to be a point');
  if (typeof distanceField !== 'string') {
    throw failed("$geoNear requires a 'distanceField' option as a String");
  }
  const path = parsePath(geoField);
  const max = amount(stage, 'maxDistance', Infinity);
  const min = amount(stage, 'minDistance', 0);
  const multiplier = amount(stage, 'distanceMultiplier', 1);
  const locations = field(stage, 'includeLocs');
  return docs
    .map((doc) => ({ doc, metres: nearestM(doc, path, centre) ?? Number.NaN }))
    .filter(({ metres }) => metres <= max && metres >= min)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, amount(stage, 'limit', amount(stage, 'num', Infinity)))
    .map(({ doc, metres }) => {
      const near = withField(doc, distanceField, metres * multiplier);
      if (typeof locations !== 'string') return near;
      return withField(near, locations, valueAt(doc, path) ?? null);
    });
}

function amount(stage: Fields, name: string, fallback: number): number {
  const value = field(stage, name);
  if (value === undefined || value === null) return fallback;
  if (typeof value !== 'number') throw failed(`$geoNear: ${name} must be a number`);
  return value;
}

/** A copy of the document with a (dotted) field added. */
function withField(doc: Doc, dotted: string, value: Value): Doc {
  const [head = '', ...rest] = dotted.split('.');
  if (rest.length === 0) return { ...doc, [head]: value };
  const inner = doc[head];
  const parent = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
  return { ...doc, [head]: withField(parent as Fields, rest.join('.'), value) };
}
