import type { Collection, Docs } from '#shared/model/docs';
import { Duplicate, type Change, type Db, type Where } from '../ports';
import type { DbCall } from './call';
import { encodeChange, encodeWhere } from './cloudbase/encode';
import { gathered, gathering } from './cloudbase/gather';
import { plainDoc, plainDocs } from './cloudbase/plain';
import { answered, type SdkDatabase } from './cloudbase/sdk';
import { beginTx } from './cloudbase/tx';
import { isDuplicate } from './errors';
import { retrying } from './retry';
import { alwaysChanges, checkDoc, checkId, checkWriteWhere } from './values';

const MOST = 1000;

/** The database port on the unmodified SDK. */
export function cloudbaseDb(sdk: SdkDatabase, call: DbCall): Db {
  const _ = sdk.command;

  const one = (collection: Collection, id: string, guard: Where = {}) => {
    checkId(id, collection);
    const query = { ...encodeWhere(_, guard, collection), _id: id };
    return sdk.collection(collection).where(query);
  };

  const updateAndGet = async <C extends Collection>(
    collection: C,
    id: string,
    change: Change,
    guard?: Where,
  ): Promise<Docs[C] | undefined> => {
    const query = one(collection, id, guard);
    const data = encodeChange(_, change, collection);
    call.trip('write');
    const { doc } = await answered(query.updateAndReturn(data));
    return plainDoc<C>(doc);
  };

  const add = async (collection: Collection, doc: object): Promise<void> => {
    call.trip('write');
    await answered(sdk.collection(collection).add(doc));
  };

  return {
    async get(collection, id) {
      checkId(id, collection);
      call.trip('read');
      const { data } = await answered(sdk.collection(collection).doc(id).get());
      return plainDocs<typeof collection>(data)[0];
    },
    async getMany(collection, ids) {
      for (const id of ids) checkId(id, collection);
      if (ids.length > MOST) throw new Error(`getMany of ${ids.length} ids, at most ${MOST}`);
      const query = sdk.collection(collection).where({ _id: _.in([...new Set(ids)]) });
      call.trip('read');
      return plainDocs((await answered(query.limit(MOST).get())).data);
    },
    async find(collection, where, { sort, limit = 100, skip = 0, only } = {}) {
      let query = sdk.collection(collection).where(encodeWhere(_, where, collection));
      for (const [path, direction] of Object.entries(sort ?? {}))
        query = query.orderBy(path, direction === 1 ? 'asc' : 'desc');
      query = query.limit(Math.min(limit, MOST));
      if (skip > 0) query = query.skip(skip);
      if (only) query = query.field(Object.fromEntries(['_id', ...only].map((p) => [p, true])));
      call.trip('read');
      return plainDocs((await answered(query.get())).data);
    },
    async count(collection, where) {
      const query = sdk.collection(collection).where(encodeWhere(_, where, collection));
      call.trip('read');
      return (await answered(query.count())).total;
    },
    async gather(collection, id, asked) {
      checkId(id, collection);
      const pipeline = gathering(sdk.collection(collection).aggregate(), id, asked);
      call.trip('read');
      return gathered((await answered(pipeline.end())).data, asked);
    },
    async insert(collection, doc) {
      checkDoc(collection, doc);
      try {
        await add(collection, doc);
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    },
    async insertMany(collection, many) {
      for (const doc of many) checkDoc(collection, doc);
      if (many.length === 0) return;
      try {
        await add(collection, [...many]);
      } catch (error) {
        throw isDuplicate(error) ? new Duplicate(collection, many[0]?._id ?? '') : error;
      }
    },
    async update(collection, id, change, guard) {
      // A plain update's count leaves out documents that look like this already.
      if (!alwaysChanges(change))
        return (await updateAndGet(collection, id, change, guard)) !== undefined;
      const query = one(collection, id, guard).options({ multiple: false });
      const data = encodeChange(_, change, collection);
      call.trip('write');
      return (await answered(query.update(data))).updated > 0;
    },
    updateAndGet,
    async updateWhere(collection, where, change) {
      checkWriteWhere(where, collection);
      const query = sdk.collection(collection).where(encodeWhere(_, where, collection));
      const data = encodeChange(_, change, collection);
      call.trip('write');
      return (await answered(query.update(data))).updated;
    },
    async remove(collection, id, guard) {
      const query = one(collection, id, guard);
      call.trip('write');
      return (await answered(query.remove())).deleted > 0;
    },
    transaction: (body) => retrying(call, () => beginTx(sdk, call), body),
  };
}
