import { failed } from '../errors';
import { parseShape } from '../geo/shapes';
import type { IndexSpec } from '../types';
import { joinKeys, keyOf } from '../values/key';
import { leaves, parsePath, type Path } from '../values/path';
import type { Doc, Value } from '../values/value';
import type { Holder, Rec } from './record';
import { SortedList } from './sorted-list';

type Buckets = Map<string, Set<Rec>>;

/**
 * One declared index over the latest committed versions. A hash per used prefix answers equality, a sorted
 * list answers ranges and orders; both are built when first asked for, so an index nobody uses costs nothing.
 */
export class SecondaryIndex {
  readonly spec: IndexSpec;
  readonly fields: readonly string[];
  readonly isGeo: boolean;
  /** Set once an array was indexed: the list then no longer gives an order of documents. */
  multikey = false;
  /** Keys of a unique index that open transactions have written but not committed. */
  readonly pending = new Map<string, { readonly holder: Holder; readonly rec: Rec }>();
  readonly #paths: readonly Path[];
  readonly #roots: readonly string[];
  readonly #records: () => Iterable<Rec>;
  readonly #hashes = new Map<number, Buckets>();
  #list: SortedList | undefined;

  constructor(spec: IndexSpec, records: () => Iterable<Rec>) {
    this.spec = spec;
    this.fields = spec.keys.map((key) => key.field);
    this.isGeo = spec.keys.some((key) => key.direction === '2dsphere');
    this.#paths = this.fields.map(parsePath);
    this.#roots = this.#paths.map((path) => path[0] ?? '');
    this.#records = records;
  }

  /** Refuses a document the index cannot hold, before anything is written. */
  check(doc: Doc): void {
    this.#rows(doc);
    if (!this.isGeo) return;
    for (const [i, key] of this.spec.keys.entries()) {
      if (key.direction !== '2dsphere') continue;
      for (const leaf of leaves(doc, this.#paths[i] ?? [])) {
        if (leaf != null && !isGeometry(leaf)) {
          throw failed(
            `Can't extract geo keys: ${key.field}: unknown GeoJSON type or invalid coordinates`,
          );
        }
      }
    }
  }

  /** Follows a document from one committed version to the next. */
  update(rec: Rec, before: Doc | undefined, after: Doc | undefined): void {
    if (before && after && this.#roots.every((root) => before[root] === after[root])) return;
    if (before) for (const row of this.#rows(before)) this.#remove(rec, row);
    if (after) for (const row of this.#rows(after)) this.#add(rec, row);
  }

  /** Documents whose leading fields have exactly these values. */
  equal(values: readonly Value[]): ReadonlySet<Rec> {
    return this.#buckets(values.length).get(joinKeys(values.map(keyOf))) ?? NONE;
  }

  /** The keys of a document under a unique index. */
  keys(doc: Doc): string[] {
    return this.#rows(doc).map((row) => joinKeys(row.map(keyOf)));
  }

  /** Who holds a key of `keys`. */
  holders(key: string): ReadonlySet<Rec> {
    return this.#buckets(this.fields.length).get(key) ?? NONE;
  }

  /** The index in order. */
  list(): SortedList {
    if (this.#list) return this.#list;
    const entries = [...this.#all()].map(([rec, values]) => ({ rec, values }));
    const directions = this.spec.keys.map((key) => (key.direction === -1 ? -1 : 1));
    this.#list = new SortedList(directions, entries);
    return this.#list;
  }

  #buckets(prefix: number): Buckets {
    const existing = this.#hashes.get(prefix);
    if (existing) return existing;
    const buckets: Buckets = new Map();
    this.#hashes.set(prefix, buckets);
    for (const [rec, row] of this.#all())
      put(buckets, joinKeys(row.slice(0, prefix).map(keyOf)), rec);
    return buckets;
  }

  *#all(): Generator<[Rec, Value[]]> {
    for (const rec of this.#records()) {
      if (rec.doc) for (const row of this.#rows(rec.doc)) yield [rec, row];
    }
  }

  #add(rec: Rec, row: Value[]): void {
    for (const [prefix, buckets] of this.#hashes) {
      put(buckets, joinKeys(row.slice(0, prefix).map(keyOf)), rec);
    }
    this.#list?.insert({ rec, values: row });
  }

  #remove(rec: Rec, row: Value[]): void {
    for (const [prefix, buckets] of this.#hashes) {
      const key = joinKeys(row.slice(0, prefix).map(keyOf));
      const bucket = buckets.get(key);
      bucket?.delete(rec);
      if (bucket?.size === 0) buckets.delete(key);
    }
    this.#list?.remove({ rec, values: row });
  }

  /** The index rows of a document: one, or one per element of the array among the fields. */
  #rows(doc: Doc): Value[][] {
    let rows: Value[][] = [[]];
    let arrays = 0;
    for (const [i, path] of this.#paths.entries()) {
      const geo = this.spec.keys[i]?.direction === '2dsphere';
      const { values, fromArray } = geo ? GEO_ROW : fieldValues(doc, path);
      if (fromArray) this.multikey = true;
      if (values.length === 1) {
        for (const row of rows) row.push(values[0] ?? null);
        continue;
      }
      if (++arrays > 1) throw failed('cannot index parallel arrays');
      rows = rows.flatMap((row) => values.map((value) => [...row, value]));
    }
    return rows;
  }
}

const NONE: ReadonlySet<Rec> = new Set();

function put(buckets: Buckets, key: string, rec: Rec): void {
  const bucket = buckets.get(key);
  if (bucket) bucket.add(rec);
  else buckets.set(key, new Set([rec]));
}

interface FieldValues {
  readonly values: readonly Value[];
  readonly fromArray: boolean;
}

/** Geometries are found by computing distances; only the other fields of a geo index have keys. */
const GEO_ROW: FieldValues = { values: [null], fromArray: false };

/** What is indexed of a field: its value, or the distinct elements of an array; nothing counts as null. */
function fieldValues(doc: Doc, path: Path): FieldValues {
  const found = leaves(doc, path);
  const only = found[0];
  if (found.length === 1 && !Array.isArray(only))
    return { values: [only ?? null], fromArray: false };
  const distinct = new Map<string, Value>();
  for (const leaf of found) {
    for (const item of Array.isArray(leaf) ? leaf : [leaf ?? null]) distinct.set(keyOf(item), item);
  }
  return { values: distinct.size > 0 ? [...distinct.values()] : [null], fromArray: true };
}

const isGeometry = (value: Value): boolean =>
  parseShape(value) !== undefined ||
  (Array.isArray(value) && value.every((item) => parseShape(item) !== undefined));
