import type { Collection, Docs } from '#shared/model/docs';
import { Duplicate, type Where, type WriteTx } from './ports';

/** A document is not as it was seen before the transaction began: read again and decide anew. */
export class Outdated extends Error {
  constructor(collection: string, id: string) {
    super(`${collection}/${id} has changed since it was read`);
  }
}

/** How a document looked before the transaction; `guard` holds as long as it looks so. */
export interface Seen {
  readonly collection: Collection;
  readonly id: string;
  /** Undefined: it was not there. */
  readonly doc: { readonly _id: string } | undefined;
  readonly guard: Where;
}

export const seen = <C extends Collection>(
  collection: C,
  id: string,
  doc: Docs[C] | undefined,
  guard: (doc: Docs[C]) => Where,
): Seen => ({ collection, id, doc, guard: doc ? guard(doc) : {} });

/**
 * A transaction that takes these documents as read, which spares it the trips. Whatever it writes to one of them
 * goes under that document's guard, and throws `Outdated` where the guard does not hold. So it is for bodies that
 * write every document they decide by: one that is only read is not looked at again.
 */
export function readAhead(tx: WriteTx, documents: readonly Seen[]): WriteTx {
  const known = new Map(documents.map((one) => [`${one.collection}/${one.id}`, one]));
  const guarded = async (
    { collection, id, guard }: Seen,
    change: Parameters<WriteTx['update']>[2],
  ) => {
    if (!(await tx.update(collection, id, change, guard))) throw new Outdated(collection, id);
  };
  return {
    ...tx,
    get: async (collection, id) => {
      const one = known.get(`${collection}/${id}`);
      // Put there under its own collection's name by `seen`.
      return one ? (one.doc as Docs[typeof collection] | undefined) : tx.get(collection, id);
    },
    update: async (collection, id, change, guard) => {
      const one = known.get(`${collection}/${id}`);
      if (!one?.doc) return tx.update(collection, id, change, guard);
      await guarded(one, change);
      return true;
    },
    set: async (collection, doc) => {
      const one = known.get(`${collection}/${doc._id}`);
      if (!one) return tx.set(collection, doc);
      const { _id, ...set } = doc;
      if (one.doc) return guarded(one, { set });
      try {
        await tx.insert(collection, doc);
      } catch (error) {
        throw error instanceof Duplicate ? new Outdated(collection, _id) : error;
      }
    },
  };
}
