import { failed } from '../errors';
import type { CollectionSpec, IndexSpec } from '../types';
import { keyOf } from '../values/key';
import type { Doc, Value } from '../values/value';
import { Rec } from './record';
import { SecondaryIndex } from './secondary-index';

/** The documented limits of the real one. */
const MAX_INDEXES = 100;
const MAX_INDEX_FIELDS = 31;

/** The documents of a collection by `_id`, with its indexes. */
export class Collection {
  readonly name: string;
  readonly records = new Map<string, Rec>();
  /** Documents that have versions besides the latest. */
  readonly history = new Set<Rec>();
  readonly #indexes: SecondaryIndex[] = [];
  #nextSeq = 1;
  #count = 0;

  constructor(name: string) {
    this.name = name;
  }

  get indexes(): readonly SecondaryIndex[] {
    return this.#indexes;
  }

  /** Number of committed documents. */
  get count(): number {
    return this.#count;
  }

  spec(): CollectionSpec {
    return { name: this.name, indexes: this.#indexes.map((index) => index.spec) };
  }

  /** Takes an index as it was stored; its documents were checked when they were written. */
  loadIndex(spec: IndexSpec): void {
    this.#indexes.push(new SecondaryIndex(spec, () => this.records.values()));
  }

  /** Adds an index, or replaces one of that name; false if it is there already. */
  putIndex(spec: IndexSpec): boolean {
    const at = this.#indexes.findIndex((index) => index.spec.name === spec.name);
    if (JSON.stringify(this.#indexes[at]?.spec) === JSON.stringify(spec)) return false;
    const index = this.#build(spec);
    if (at >= 0) this.#indexes.splice(at, 1, index);
    else if (this.#indexes.length < MAX_INDEXES) this.#indexes.push(index);
    else throw failed(`too many indexes on ${this.name}`);
    return true;
  }

  /** Refused if the documents contradict the index. */
  #build(spec: IndexSpec): SecondaryIndex {
    if (spec.keys.length === 0 || spec.keys.length > MAX_INDEX_FIELDS) {
      throw failed(`index ${spec.name} must have between 1 and ${MAX_INDEX_FIELDS} fields`);
    }
    const index = new SecondaryIndex(spec, () => this.records.values());
    for (const rec of this.records.values()) {
      if (!rec.doc) continue;
      index.check(rec.doc);
      if (spec.unique && index.keys(rec.doc).some((key) => index.holders(key).size > 1)) {
        throw failed(
          `E11000 duplicate key error: index ${spec.name} on ${this.name} cannot be unique`,
        );
      }
    }
    return index;
  }

  find(id: Value): Rec | undefined {
    return this.records.get(keyOf(id));
  }

  /** The record of an `_id`, made if needed; it has no document until one is committed. */
  reserve(id: Value): Rec {
    const key = keyOf(id);
    const existing = this.records.get(key);
    if (existing) return existing;
    const rec = new Rec(key, this.#nextSeq++);
    this.records.set(key, rec);
    return rec;
  }

  /** Takes a document as it was stored. */
  load(seq: number, doc: Doc): void {
    const rec = new Rec(keyOf(doc['_id']), seq, doc);
    this.records.set(rec.key, rec);
    this.#nextSeq = Math.max(this.#nextSeq, seq + 1);
    this.#count++;
  }

  /** Makes a version the committed one. */
  commit(rec: Rec, doc: Doc | undefined, at: number, keepOld: boolean): void {
    for (const index of this.#indexes) index.update(rec, rec.doc, doc);
    this.#count += Number(doc !== undefined) - Number(rec.doc !== undefined);
    rec.advance(doc, at, keepOld);
    if (keepOld) this.history.add(rec);
    this.forget(rec);
  }

  /** Drops a record that nobody can see or is about to write. */
  forget(rec: Rec): void {
    if (rec.doc || rec.hasHistory || rec.lock) return;
    if (this.records.get(rec.key) === rec) this.records.delete(rec.key);
  }

  /** Drops versions older than the oldest open snapshot needs. */
  prune(oldest: number): void {
    for (const rec of this.history) {
      rec.prune(oldest);
      if (rec.hasHistory) continue;
      this.history.delete(rec);
      this.forget(rec);
    }
  }
}
