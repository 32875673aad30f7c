import { collectionLimit, collectionMissing, failed, invalidParam } from '../errors';
import type { CollectionSpec } from '../types';
import type { Change, Storage } from '../storage/types';
import type { Doc } from '../values/value';
import { Collection } from './collection';
import type { Rec } from './record';

const MAX_COLLECTIONS = 100;

/** One write of a document: its new version, or undefined where it is removed. */
export interface Write {
  readonly collection: Collection;
  readonly rec: Rec;
  readonly doc: Doc | undefined;
}

/** All collections in memory, in step with the storage below them. */
export class Store {
  readonly #storage: Storage;
  readonly #collections = new Map<string, Collection>();
  /** Open snapshots; several transactions may share one. */
  readonly #snapshots = new Map<number, number>();
  /** A version younger than this has never been visible to an open snapshot; -1 if none is open. */
  #newestSnapshot = -1;
  #clock = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
    for (const { name, indexes = [] } of storage.catalog()) {
      const collection = new Collection(name);
      this.#collections.set(name, collection);
      for (const index of indexes) collection.loadIndex(index);
    }
    for (const [name, seq, doc] of storage.documents()) this.#collections.get(name)?.load(seq, doc);
  }

  get collections(): Iterable<Collection> {
    return this.#collections.values();
  }

  /** Nothing is created on the way: a collection must have been declared. */
  collection(name: unknown): Collection {
    if (typeof name !== 'string' || name === '') throw invalidParam('collectionName 不能为空');
    const found = this.#collections.get(name);
    if (!found) throw collectionMissing(name);
    return found;
  }

  has(name: string): boolean {
    return this.#collections.has(name);
  }

  /** Creates what is missing of a collection and its indexes. */
  ensure(spec: CollectionSpec): void {
    if (spec.name === '' || spec.name.startsWith('system.') || /[$\0]/.test(spec.name)) {
      throw failed(`Invalid collection name: ${spec.name}`);
    }
    const existing = this.#collections.get(spec.name);
    if (!existing && this.#collections.size >= MAX_COLLECTIONS)
      throw collectionLimit(MAX_COLLECTIONS);
    const collection = existing ?? new Collection(spec.name);
    this.#collections.set(spec.name, collection);
    const added = (spec.indexes ?? []).filter((index) => collection.putIndex(index));
    if (!existing || added.length > 0) this.#storage.declare(collection.spec());
  }

  /** Makes writes visible as one commit and hands them to the storage as one atomic batch. */
  commit(writes: readonly Write[]): void {
    if (writes.length === 0) return;
    const at = ++this.#clock;
    const newest = this.#newestSnapshot;
    const changes = writes.map(({ collection, rec, doc }): Change => {
      collection.commit(rec, doc, at, rec.at <= newest);
      return { collection: collection.name, seq: rec.seq, doc };
    });
    this.#storage.append(changes);
  }

  /** Resolves when everything committed so far has reached the disk. */
  durable(): Promise<void> {
    return this.#storage.durable();
  }

  openSnapshot(): number {
    this.#snapshots.set(this.#clock, (this.#snapshots.get(this.#clock) ?? 0) + 1);
    this.#newestSnapshot = this.#clock;
    return this.#clock;
  }

  closeSnapshot(snapshot: number): void {
    const left = (this.#snapshots.get(snapshot) ?? 1) - 1;
    if (left > 0) {
      this.#snapshots.set(snapshot, left);
      return;
    }
    const wasOldest = this.#oldestSnapshot() === snapshot;
    this.#snapshots.delete(snapshot);
    if (this.#snapshots.size === 0) this.#newestSnapshot = -1;
    if (!wasOldest) return;
    const oldest = this.#oldestSnapshot() ?? this.#clock;
    for (const collection of this.#collections.values()) collection.prune(oldest);
  }

  /** Snapshots are opened in the order of the clock, so the first one kept is the oldest. */
  #oldestSnapshot(): number | undefined {
    return this.#snapshots.keys().next().value;
  }

  close(): Promise<void> {
    return this.#storage.close();
  }
}
