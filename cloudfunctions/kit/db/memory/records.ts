import type { Doc } from './match';

interface Version {
  readonly at: number;
  /** Null: removed. */
  readonly doc: Doc | null;
  readonly prev: Version | undefined;
}
interface Lock {
  readonly owner: object;
  readonly released: Promise<void>;
  release(): void;
}

export class Conflict extends Error {
  readonly code = 'DATABASE_TRANSACTION_CONFLICT';
  constructor() {
    super('[ResourceUnavailable.TransactionConflict] Transaction is conflict');
  }
}

/** Committed versions of documents, and who is writing which. Snapshots read old versions. */
export class Records {
  #now = 0;
  readonly #writes = new Map<string, number>();
  readonly #collections = new Map<string, Map<string, Version>>();
  readonly #locks = new Map<string, Lock>();
  readonly #snapshots = new Map<object, number>();

  #of(collection: string): Map<string, Version> {
    let found = this.#collections.get(collection);
    if (!found) this.#collections.set(collection, (found = new Map()));
    return found;
  }

  read(collection: string, id: string, at = this.#now): Doc | null {
    let version = this.#of(collection).get(id);
    while (version && version.at > at) version = version.prev;
    return version?.doc ?? null;
  }

  all(collection: string): Doc[] {
    return [...this.#of(collection).values()].flatMap((v) => (v.doc ? [v.doc] : []));
  }

  names(): string[] {
    return [...this.#collections.keys()];
  }

  /** How many documents were written so far, collection by collection. */
  writes(): ReadonlyMap<string, number> {
    return this.#writes;
  }

  snapshot(owner: object): number {
    const at = this.#snapshots.get(owner) ?? this.#now;
    this.#snapshots.set(owner, at);
    return at;
  }

  /** First writer wins: a document another one holds, or changed after the snapshot, is a conflict. */
  lock(collection: string, id: string, owner: object): void {
    const key = `${collection}/${id}`;
    const held = this.#locks.get(key);
    if (held?.owner === owner) return;
    const version = this.#of(collection).get(id);
    if (held || (version && version.at > this.snapshot(owner))) throw new Conflict();
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#locks.set(key, { owner, released, release });
  }

  holder(collection: string, id: string): { owner: object; released: Promise<void> } | undefined {
    return this.#locks.get(`${collection}/${id}`);
  }

  write(collection: string, id: string, doc: Doc | null): void {
    this.commit([{ collection, id, doc }]);
  }

  commit(writes: readonly { collection: string; id: string; doc: Doc | null }[]): void {
    this.#now += 1;
    // Old versions matter only while somebody reads an older snapshot.
    const keep = this.#snapshots.size > 0;
    for (const { collection, id, doc } of writes) {
      this.#writes.set(collection, (this.#writes.get(collection) ?? 0) + 1);
      const records = this.#of(collection);
      const prev = keep ? records.get(id) : undefined;
      if (doc === null && !keep) records.delete(id);
      else records.set(id, { at: this.#now, doc, prev });
    }
  }

  /** Ends a transaction: gives back its locks and its snapshot. */
  end(owner: object): void {
    this.#snapshots.delete(owner);
    for (const [key, lock] of this.#locks)
      if (lock.owner === owner) {
        this.#locks.delete(key);
        lock.release();
      }
  }
}
