import { duplicateKey, type TcbError } from '../errors';
import type { Doc } from '../values/value';
import type { Collection } from './collection';
import type { Holder, Rec } from './record';
import type { SecondaryIndex } from './secondary-index';

/** Who wants to write: how it sees other documents, and the transaction it writes for. */
export interface Author {
  docOf(rec: Rec): Doc | undefined;
  readonly holder: Holder | undefined;
}

/** Why a version may not be written: its key is taken, or a running transaction may take or free it. */
export type Obstacle = { readonly duplicate: TcbError } | { readonly wait: Holder };

/** Checks a version against the indexes by look-up alone; undefined if nothing stands in the way. */
export function obstacle(
  collection: Collection,
  rec: Rec,
  doc: Doc,
  author: Author,
): Obstacle | undefined {
  const before = author.docOf(rec);
  for (const index of collection.indexes) {
    if (before && index.unaffected(before, doc)) continue;
    index.check(doc);
    if (!index.spec.unique) continue;
    for (const key of index.keys(doc)) {
      const found = keyTaken(index, key, rec, author);
      if (found === 'duplicate') {
        return { duplicate: duplicateKey(collection.name, index.spec.name, JSON.stringify(key)) };
      }
      if (found) return { wait: found };
    }
  }
  return undefined;
}

function keyTaken(
  index: SecondaryIndex,
  key: string,
  rec: Rec,
  author: Author,
): 'duplicate' | Holder | undefined {
  const has = (other: Doc | undefined): boolean =>
    other !== undefined && index.keys(other).includes(key);
  const pending = index.pending.get(key);
  if (pending && pending.rec !== rec && has(pending.holder.docOf(pending.rec))) {
    return pending.holder === author.holder ? 'duplicate' : pending.holder;
  }
  for (const owner of index.holders(key)) {
    if (owner === rec) continue;
    const { lock } = owner;
    // Another transaction may be about to free the key.
    if (lock && lock !== author.holder) return has(lock.docOf(owner)) ? 'duplicate' : lock;
    if (has(author.docOf(owner))) return 'duplicate';
    // Taken since the author's snapshot: neither free nor visible.
    if (author.holder && !lock && has(owner.doc)) return author.holder;
  }
  return undefined;
}
