import type { IndexSpec } from '../types';
import { joinKeys, keyOf } from '../values/key';
import type { Doc, Value } from '../values/value';
import { RowReader } from './index-rows';
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
  /** Keys of a unique index that open transactions have written but not committed. */
  readonly pending = new Map<string, { readonly holder: Holder; readonly rec: Rec }>();
  readonly #reader: RowReader;
  readonly #records: () => Iterable<Rec>;
  readonly #hashes = new Map<number, Buckets>();
  #list: SortedList | undefined;
  #multikey = false;

  constructor(spec: IndexSpec, records: () => Iterable<Rec>) {
    this.spec = spec;
    this.fields = spec.keys.map((key) => key.field);
    this.isGeo = spec.keys.some((key) => key.direction === '2dsphere');
    this.#reader = new RowReader(spec);
    this.#records = records;
  }

  /** Refuses a document the index cannot hold, before anything is written. */
  check(doc: Doc): void {
    this.#reader.read(doc);
    if (this.isGeo) this.#reader.checkGeometry(doc);
  }

  /** Whether two versions certainly have the same rows: unchanged parts of a document are shared. */
  unaffected(before: Doc, after: Doc): boolean {
    return this.#reader.roots.every((root) => before[root] === after[root]);
  }

  /** Follows a document from one committed version to the next. */
  update(rec: Rec, before: Doc | undefined, after: Doc | undefined): void {
    if (before && after && this.unaffected(before, after)) return;
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

  /** Whether arrays are among the values: the list then holds documents twice and gives no order of them. */
  get multikey(): boolean {
    this.list();
    return this.#multikey;
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
    for (const [rec, row] of this.#all()) put(buckets, keyOfPrefix(row, prefix), rec);
    return buckets;
  }

  *#all(): Generator<[Rec, Value[]]> {
    for (const rec of this.#records()) {
      if (rec.doc) for (const row of this.#rows(rec.doc)) yield [rec, row];
    }
  }

  #rows(doc: Doc): Value[][] {
    const { rows, fromArray } = this.#reader.read(doc);
    if (fromArray) this.#multikey = true;
    return rows;
  }

  #add(rec: Rec, row: Value[]): void {
    for (const [prefix, buckets] of this.#hashes) put(buckets, keyOfPrefix(row, prefix), rec);
    this.#list?.insert({ rec, values: row });
  }

  #remove(rec: Rec, row: Value[]): void {
    for (const [prefix, buckets] of this.#hashes) {
      const key = keyOfPrefix(row, prefix);
      const bucket = buckets.get(key);
      bucket?.delete(rec);
      if (bucket?.size === 0) buckets.delete(key);
    }
    this.#list?.remove({ rec, values: row });
  }
}

const NONE: ReadonlySet<Rec> = new Set();

const keyOfPrefix = (row: readonly Value[], prefix: number): string =>
  joinKeys(row.slice(0, prefix).map(keyOf));

function put(buckets: Buckets, key: string, rec: Rec): void {
  const bucket = buckets.get(key);
  if (bucket) bucket.add(rec);
  else buckets.set(key, new Set([rec]));
}
