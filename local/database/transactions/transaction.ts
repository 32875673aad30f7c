import { randomUUID } from 'node:crypto';
import { transactionConflict } from '../errors';
import type { View } from '../plan/select';
import type { Collection } from '../store/collection';
import type { Holder, Rec } from '../store/record';
import type { Store, Write } from '../store/store';
import { obstacle } from '../store/unique';
import type { Doc } from '../values/value';

/**
 * A snapshot of the database and the writes on top of it. The first writer of a document wins: whoever
 * comes second, or comes after the document changed, is told of a conflict at once.
 */
export class Transaction implements Holder, View {
  readonly id = randomUUID();
  readonly ended: Promise<void>;
  readonly holder: Holder = this;
  readonly #store: Store;
  readonly #writes = new Map<Rec, Write>();
  readonly #claims: (() => void)[] = [];
  #snapshot: number | undefined;
  #release: () => void = () => undefined;

  constructor(store: Store) {
    this.#store = store;
    this.ended = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  /** The snapshot is taken by the first operation, not by the start. */
  get snapshot(): number {
    this.#snapshot ??= this.#store.openSnapshot();
    return this.#snapshot;
  }

  docOf(rec: Rec): Doc | undefined {
    const own = this.#writes.get(rec);
    return own ? own.doc : rec.visibleAt(this.snapshot);
  }

  outdated(collection: Collection): Rec[] {
    const own = [...this.#writes.values()].filter((write) => write.collection === collection);
    return [...collection.history, ...own.map((write) => write.rec)];
  }

  /** Refuses a document that another transaction holds or that changed after the snapshot. */
  claim(rec: Rec): void {
    if ((rec.lock && rec.lock !== this) || rec.at > this.snapshot) throw transactionConflict();
  }

  write(collection: Collection, rec: Rec, doc: Doc | undefined): void {
    this.claim(rec);
    if (doc) this.#checkKeys(collection, rec, doc);
    rec.lock = this;
    this.#writes.set(rec, { collection, rec, doc });
  }

  #checkKeys(collection: Collection, rec: Rec, doc: Doc): void {
    const found = obstacle(collection, rec, doc, this);
    if (found) throw 'duplicate' in found ? found.duplicate : transactionConflict();
    for (const index of collection.indexes) {
      if (!index.spec.unique) continue;
      for (const key of index.keys(doc)) {
        const claim = { holder: this, rec };
        index.pending.set(key, claim);
        this.#claims.push(() => {
          if (index.pending.get(key) === claim) index.pending.delete(key);
        });
      }
    }
  }

  /** Ends the transaction; with `apply` its writes become one commit. */
  end(apply: boolean): void {
    for (const rec of this.#writes.keys()) rec.lock = undefined;
    for (const release of this.#claims) release();
    if (this.#snapshot !== undefined) this.#store.closeSnapshot(this.#snapshot);
    if (apply) this.#store.commit([...this.#writes.values()]);
    else for (const { collection, rec } of this.#writes.values()) collection.forget(rec);
    this.#release();
  }
}
