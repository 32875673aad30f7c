import type { Collection } from '#shared/model/docs';
import { Duplicate } from '../../ports';
import type { DbCall } from '../call';
import { isDuplicate } from '../errors';
import type { RawTx } from '../retry';
import { alwaysChanges, checkDoc, checkId } from '../values';
import { encodeChange } from './encode';
import { plainDoc } from './plain';
import { answered, type SdkDatabase } from './sdk';

const split = (doc: { readonly _id: string }): [string, object] => {
  const { _id, ...rest } = doc;
  return [_id, rest];
};

/** Only what the SDK really sends inside the transaction: documents by id. */
export async function beginTx(sdk: SdkDatabase, call: DbCall): Promise<RawTx> {
  const _ = sdk.command;
  call.trip('control');
  const tx = await sdk.startTransaction();
  const of = (collection: string, id: string) => {
    checkId(id, collection);
    return tx.collection(collection).doc(id);
  };
  return {
    async get<C extends Collection>(collection: C, id: string) {
      const doc = of(collection, id);
      call.trip('read');
      const { data } = await answered(doc.get());
      return plainDoc<C>(data);
    },
    async insert(collection, doc) {
      checkDoc(collection, doc);
      call.trip('write');
      try {
        await answered(tx.collection(collection).add(doc));
      } catch (error) {
        throw isDuplicate(error) ? new Duplicate(collection, doc._id) : error;
      }
    },
    async update(collection, id, change) {
      const data = encodeChange(_, change, collection);
      const doc = of(collection, id);
      call.trip('write');
      if (alwaysChanges(change)) return (await answered(doc.update(data))).updated > 0;
      // The plain count leaves out documents that look like this already; this one counts the match, and it
      // is the one filtered write that carries the transaction's id.
      const query = tx.collection(collection).where({ _id: id });
      return (await answered(query.updateAndReturn(data))).updated > 0;
    },
    async set(collection, doc) {
      checkDoc(collection, doc);
      const [id, rest] = split(doc);
      const ref = of(collection, id);
      call.trip('write');
      await answered(ref.set(rest));
    },
    async remove(collection, id) {
      const doc = of(collection, id);
      call.trip('write');
      return (await answered(doc.remove())).deleted > 0;
    },
    async commit() {
      call.trip('control');
      await answered(tx.commit());
    },
    async abort() {
      call.trip('control');
      await answered(tx.rollback());
    },
  };
}
