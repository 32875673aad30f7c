import type { Collection, Docs } from '#shared/model/docs';
import { Duplicate } from '../../ports';
import type { DbCall } from '../call';
import { isDuplicate } from '../errors';
import type { RawTx } from '../retry';
import { alwaysChanges, checkDoc, checkId } from '../values';
import { encodeChange, encodeWhere } from './encode';
import { plainDoc, plainDocs } from './plain';
import { answered, type SdkDatabase } from './sdk';

const split = (doc: { readonly _id: string }): [string, object] => {
  const { _id, ...rest } = doc;
  return [_id, rest];
};

const MOST = 1000;

/** Only what the SDK really sends inside the transaction: documents by id. */
export async function beginTx(sdk: SdkDatabase, call: DbCall): Promise<RawTx> {
  const _ = sdk.command;
  call.trip('control');
  const tx = await sdk.startTransaction();
  const of = (collection: string, id: string) => {
    checkId(id, collection);
    return tx.collection(collection).doc(id);
  };
  const add = async <C extends Collection>(
    collection: C,
    ...docs: readonly Docs[C][]
  ): Promise<void> => {
    for (const doc of docs) checkDoc(collection, doc);
    call.trip('write');
    try {
      const [only, second] = docs;
      await answered(tx.collection(collection).add(only && !second ? only : [...docs]));
    } catch (error) {
      throw isDuplicate(error) ? new Duplicate(collection, docs[0]?._id ?? '') : error;
    }
  };
  return {
    async get<C extends Collection>(collection: C, id: string) {
      const doc = of(collection, id);
      call.trip('read');
      const { data } = await answered(doc.get());
      return plainDoc<C>(data);
    },
    async getMany(collection, ids) {
      for (const id of ids) checkId(id, collection);
      const query = tx.collection(collection).where({ _id: _.in([...new Set(ids)]) });
      call.trip('read');
      return plainDocs((await answered(query.limit(MOST).get())).data);
    },
    insert: (collection, doc) => add(collection, doc),
    async insertMany(collection, docs) {
      if (docs.length > 0) await add(collection, ...docs);
    },
    async update(collection, id, change, guard = {}) {
      const data = encodeChange(_, change, collection);
      const doc = of(collection, id);
      const where = encodeWhere(_, guard, collection);
      call.trip('write');
      if (alwaysChanges(change) && Object.keys(guard).length === 0)
        return (await answered(doc.update(data))).updated > 0;
      // The plain count leaves out documents that look like this already; this one counts the match, and it
      // is the one filtered write that carries the transaction's id.
      const query = tx.collection(collection).where({ ...where, _id: id });
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
