import type { Collection } from '#shared/model/docs';
import type { Change, Db, Tx } from '../../../cloudfunctions/kit/ports';

/** A port with one mistake in it, as a competent developer makes it. */
export type Wrong = (db: Db) => Db;

/** The guard of a plain update is forgotten: what was read is trusted. */
export const noGuard =
  (which: Collection): Wrong =>
  (db) => ({
    ...db,
    update: (collection, id, change, guard) =>
      db.update(collection, id, change, collection === which ? undefined : guard),
    updateAndGet: (collection, id, change, guard) =>
      db.updateAndGet(collection, id, change, collection === which ? undefined : guard),
    updateWhere: (collection, where, change) => {
      const { _id } = where;
      const loose = collection === which && _id !== undefined ? { _id } : where;
      return db.updateWhere(collection, loose, change);
    },
  });

const plainly = (db: Db): Tx => ({
  get: (collection, id) => db.get(collection, id),
  getMany: (collection, ids) => db.getMany(collection, ids),
  insert: (collection, doc) => db.insertMany(collection, [doc]),
  insertMany: (collection, docs) => db.insertMany(collection, docs),
  update: (collection, id, change, guard) => db.update(collection, id, change, guard),
  set: async (collection, doc) => {
    await db.remove(collection, doc._id);
    await db.insert(collection, doc);
  },
  remove: (collection, id) => db.remove(collection, id),
});

/** What should be a transaction is one write after the other. */
export const torn: Wrong = (db) => ({ ...db, transaction: (body) => body(plainly(db)) });

type Write = () => Promise<unknown>;
/** Reads first, writes at the end, and never looks whether somebody was there in between. */
export const readThenWrite: Wrong = (db) => ({
  ...db,
  async transaction(body) {
    const writes: Write[] = [];
    const real = plainly(db);
    const later = <T>(write: Write, value: T): Promise<T> => {
      writes.push(write);
      return Promise.resolve(value);
    };
    const value = await body({
      get: real.get,
      getMany: real.getMany,
      insert: (collection, doc) => later(() => real.set(collection, doc), undefined),
      insertMany: (collection, docs) =>
        later(() => Promise.all(docs.map((doc) => real.set(collection, doc))), undefined),
      update: (collection, id, change: Change) =>
        later(() => db.update(collection, id, change), true),
      set: (collection, doc) => later(() => real.set(collection, doc), undefined),
      remove: (collection, id) => later(() => db.remove(collection, id), true),
    });
    for (const write of writes) await write();
    return value;
  },
});

/** A row that belongs to the write is forgotten: the stored answer, the event, the trace. */
export const forgets =
  (which: Collection): Wrong =>
  (db) => ({
    ...db,
    transaction: (body) =>
      db.transaction((tx) =>
        body({
          ...tx,
          insert: async (collection, doc) => {
            if (collection !== which) await tx.insert(collection, doc);
          },
          insertMany: async (collection, docs) => {
            if (collection !== which) await tx.insertMany(collection, docs);
          },
        }),
      ),
  });
