import { geoUse, nearestM } from '../geo/operators';
import { failed } from '../errors';
import { compile } from '../query/compile';
import { comparator, type SortKey } from '../query/sort';
import type { Collection } from '../store/collection';
import type { Rec } from '../store/record';
import { parsePath } from '../values/path';
import type { Doc, Fields } from '../values/value';
import { plan } from './planner';

/** Which version of each document a reader sees. */
export interface View {
  docOf(rec: Rec): Doc | undefined;
  /** Records whose indexed version is not the one this view sees; undefined for the latest versions. */
  outdated(collection: Collection): Iterable<Rec> | undefined;
}

/** The committed state of this moment. */
export const latest: View = { docOf: (rec) => rec.doc, outdated: () => undefined };

export interface Query {
  readonly filter: Fields;
  readonly order?: readonly SortKey[];
  readonly offset?: number;
  readonly limit?: number;
}

/** A record with the version the reader sees. */
export interface Match {
  readonly rec: Rec;
  readonly doc: Doc;
}

/** The matching documents in the wanted order, in natural order without one. */
export function select(collection: Collection, query: Query, view: View): Match[] {
  const { filter, order = [], offset = 0, limit = Infinity } = query;
  const test = compile(filter);
  const near = nearestOrder(collection, filter);
  const chosen = plan(collection, filter, order);
  const outdated = view.outdated(collection);
  const candidates = outdated ? new Set([...chosen.candidates, ...outdated]) : chosen.candidates;
  const ordered = chosen.ordered && !outdated && !(near && order.length === 0);
  const enough = ordered ? offset + limit : Infinity;
  const matches: Match[] = [];
  for (const rec of candidates) {
    if (matches.length >= enough) break;
    const doc = view.docOf(rec);
    if (doc && test(doc)) matches.push({ rec, doc });
  }
  if (!ordered && matches.length > 1) sort(matches, order, near);
  return offset > 0 || limit < matches.length ? matches.slice(offset, offset + limit) : matches;
}

function sort(matches: Match[], order: readonly SortKey[], near?: (doc: Doc) => number): void {
  matches.sort((a, b) => a.rec.seq - b.rec.seq);
  if (order.length > 0) {
    const compareDocs = comparator(order);
    matches.sort((a, b) => compareDocs(a.doc, b.doc));
  } else if (near) {
    const distances = new Map(matches.map(({ rec, doc }) => [rec, near(doc)]));
    matches.sort((a, b) => (distances.get(a.rec) ?? 0) - (distances.get(b.rec) ?? 0));
  }
}

/** Refuses geo conditions on fields without a geo index; answers how `$nearSphere` wants its results sorted. */
function nearestOrder(collection: Collection, filter: Fields): ((doc: Doc) => number) | undefined {
  const use = geoUse(filter);
  for (const name of use.fields) {
    if (!hasGeoIndex(collection, name)) {
      throw failed(
        `unable to find index for $geoNear query: ${collection.name}.${name} needs a 2dsphere index`,
      );
    }
  }
  const { near } = use;
  if (!near) return undefined;
  const path = parsePath(near.field);
  return (doc) => nearestM(doc, path, near.centre) ?? Infinity;
}

const hasGeoIndex = (collection: Collection, name: string): boolean =>
  geoFields(collection).includes(name);

/** The fields of a collection that have a geo index. */
export const geoFields = (collection: Collection): string[] =>
  collection.indexes.flatMap((index) =>
    index.spec.keys.filter((key) => key.direction === '2dsphere').map((key) => key.field),
  );
