import { duplicateKey, type TcbError } from '../errors';
import type { Doc } from '../values/value';
import type { Collection } from './collection';
import type { Holder, Rec } from './record';

/** Who wants to write: how it sees other documents, and the transaction it writes for. */
export interface Author {
  docOf(rec: Rec): Doc | undefined;
  readonly holder: Holder | undefined;
}

/** Why a version may not be written: its key is taken, or a running transaction may take or free it. */
export type Obstacle = { readonly duplicate: TcbError } | { readonly wait: Holder };

/** Checks the unique indexes by look-up; undefined if nothing stands in the way. */
export function obstacle(
  collection: Collection,
  rec: Rec,
  doc: Doc,
  author: Author,
): Obstacle | undefined {
  for (const index of collection.indexes) {
    if (!index.spec.unique) continue;
    const has = (other: Doc | undefined, key: string): boolean =>
      other !== undefined && index.keys(other).includes(key);
    for (const key of index.keys(doc)) {
      const duplicate = { duplicate: duplicateKey(collection.name, index.spec.name, quote(key)) };
      const pending = index.pending.get(key);
      if (pending && pending.rec !== rec && has(pending.holder.docOf(pending.rec), key)) {
        return pending.holder === author.holder ? duplicate : { wait: pending.holder };
      }
      for (const owner of index.holders(key)) {
        if (owner === rec) continue;
        const { lock } = owner;
        if (lock && lock !== author.holder) {
          return has(lock.docOf(owner), key) ? duplicate : { wait: lock };
        }
        if (has(author.docOf(owner), key)) return duplicate;
        // Taken since the author's snapshot: neither free nor visible.
        if (author.holder && has(owner.doc, key) && !lock) return { wait: author.holder };
      }
    }
  }
  return undefined;
}

const quote = (key: string): string => JSON.stringify(key);
