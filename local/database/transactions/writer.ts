import { latest, type View } from '../plan/select';
import type { Collection } from '../store/collection';
import type { Holder, Rec } from '../store/record';
import type { Store } from '../store/store';
import { obstacle } from '../store/unique';
import type { Doc } from '../values/value';
import type { Transaction } from './transaction';

/** Decides a document's next version from the one it sees; `skip` leaves it alone. */
export type Decision = { readonly doc: Doc | undefined } | 'skip';

/** Writes documents either at once or inside a transaction. */
export interface Writer {
  readonly view: View;
  /**
   * Lets `decide` see the current version and writes its decision in the same step: nothing comes between.
   * Answers whether something was written.
   */
  write(
    collection: Collection,
    rec: Rec,
    decide: (doc: Doc | undefined) => Decision,
  ): Promise<boolean> | boolean;
}

export const transactionWriter = (transaction: Transaction): Writer => ({
  view: transaction,
  write(collection, rec, decide) {
    transaction.claim(rec);
    const decision = decide(transaction.docOf(rec));
    if (decision === 'skip') return false;
    transaction.write(collection, rec, decision.doc);
    return true;
  },
});

/** A write outside transactions waits for the transaction that holds the document, then looks again. */
export const plainWriter = (store: Store): Writer => ({
  view: latest,
  write(collection, given, decide) {
    const attempt = (): boolean | Holder => {
      // While this write waited, the record may have been dropped and made anew under its key.
      const rec = collection.records.get(given.key) ?? given;
      if (rec.lock) return rec.lock;
      const decision = decide(rec.doc);
      if (decision === 'skip') return false;
      const { doc } = decision;
      if (doc) {
        const blocker = keysInTheWay(collection, rec, doc);
        if (blocker) return blocker;
        collection.records.set(rec.key, rec);
      }
      store.commit([{ collection, rec, doc }]);
      return true;
    };
    const first = attempt();
    return typeof first === 'boolean' ? first : retry(first, attempt);
  },
});

/** The transaction whose end decides whether the document's unique keys are free; thrown if they are not. */
function keysInTheWay(collection: Collection, rec: Rec, doc: Doc): Holder | undefined {
  const found = obstacle(collection, rec, doc, PLAIN);
  if (found && 'duplicate' in found) throw found.duplicate;
  return found?.wait;
}

const PLAIN = { docOf: (rec: Rec) => rec.doc, holder: undefined };

async function retry(holder: Holder, attempt: () => boolean | Holder): Promise<boolean> {
  let result: boolean | Holder = holder;
  while (typeof result !== 'boolean') {
    await result.ended;
    result = attempt();
  }
  return result;
}
