import type { Doc } from '../values/value';

/** Whoever may hold a document's lock: a transaction, seen from the store. */
export interface Holder {
  /** Resolves when the transaction has been committed or aborted. */
  readonly ended: Promise<void>;
  /** What the document will be if the transaction commits. */
  docOf(rec: Rec): Doc | undefined;
}

interface Version {
  readonly doc: Doc | undefined;
  /** Number of the commit that made this version. */
  readonly at: number;
}

/** The life of one document: its latest committed version and those that open snapshots still see. */
export class Rec {
  /** `keyOf` its `_id`. */
  readonly key: string;
  /** Place in the natural order, kept across restarts. */
  readonly seq: number;
  /** Latest committed version; undefined where the document does not exist (yet, or any more). */
  doc: Doc | undefined;
  /** Commit that made `doc`. */
  at = 0;
  /** The transaction that has written this document and not ended yet. */
  lock: Holder | undefined;
  #older: Version[] = [];

  constructor(key: string, seq: number, doc?: Doc) {
    this.key = key;
    this.seq = seq;
    this.doc = doc;
  }

  get hasHistory(): boolean {
    return this.#older.length > 0;
  }

  /** Takes a new committed version; the old one stays for snapshots if there are any. */
  advance(doc: Doc | undefined, at: number, keepOld: boolean): void {
    if (keepOld) this.#older.push({ doc: this.doc, at: this.at });
    this.doc = doc;
    this.at = at;
  }

  /** The version a snapshot sees. */
  visibleAt(snapshot: number): Doc | undefined {
    if (this.at <= snapshot) return this.doc;
    return this.#older.findLast((version) => version.at <= snapshot)?.doc;
  }

  /** Forgets versions that no snapshot from `oldest` on can see. */
  prune(oldest: number): void {
    if (this.at <= oldest) {
      this.#older = [];
      return;
    }
    const needed = this.#older.findLastIndex((version) => version.at <= oldest);
    if (needed > 0) this.#older = this.#older.slice(needed);
  }
}
