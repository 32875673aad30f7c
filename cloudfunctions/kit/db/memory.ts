import type { Collection, Docs } from '#shared/model/docs';
import { Duplicate, type Asked, type Db, type Gathered, type Where } from '../ports';
import type { DbCall } from './call';
import { changed } from './memory/change';
import { Crashed, Faults } from './memory/faults';
import { matches, sorted, valuesAt, type Doc } from './memory/match';
import { Conflict, Records } from './memory/records';
import { memoryTx, type Step } from './memory/tx';
import { retrying } from './retry';
import { checkChange, checkDoc, checkId, checkValue, checkWhere, checkWriteWhere } from './values';

/** A database in memory with the semantics of the real one. Looking and seeding are free, calls are counted. */
export interface MemoryDb {
  /** The port, as one call of a function sees it. */
  open(call: DbCall): Db;
  readonly faults: Faults;
  put<C extends Collection>(collection: C, ...docs: Docs[C][]): void;
  row<C extends Collection>(collection: C, id: string): Docs[C] | undefined;
  rows<C extends Collection>(collection: C): Docs[C][];
  /**
   * Everything, as text: for "nothing changed". What was written down about a refusal is left out, and the heads
   * of the audit chains; `whole` has them too, for a world that is to go on from here.
   */
  dump(how?: { whole: boolean }): string;
  /** How many documents were written so far, collection by collection: equal means nothing changed. */
  writes(): ReadonlyMap<string, number>;
}

/** @param point awaited at every call: the place where another call may come in between. */
export function memoryDb(point: () => Promise<void> = async () => {}): MemoryDb {
  const records = new Records();
  const faults = new Faults();
  return {
    faults,
    open: (call) => port(records, faults, point, call),
    put(collection, ...docs) {
      for (const doc of docs) {
        checkDoc(collection, doc);
        records.write(collection, doc._id, structuredClone(doc) as unknown as Doc);
      }
    },
    row: (collection, id) => out(records.read(collection, id)),
    rows: (collection) => records.all(collection).map((doc) => out(doc)),
    writes: () => records.writes(),
    dump: ({ whole } = { whole: false }) =>
      JSON.stringify(
        records
          .names()
          .filter((name) => whole || name !== 'auditHeads')
          .toSorted()
          .map((name) => {
            const docs = sorted(records.all(name), { _id: 1 });
            return [name, whole ? docs : docs.filter(isChange)] as const;
          })
          .filter(([, docs]) => docs.length > 0),
      ),
  };
}

/** Not a row of the audit log that tells of a refusal. */
const isChange = (doc: Doc): boolean => !('outcome' in doc) || doc['outcome'] === 'done';

/** A copy as the wire would make one; the records hold what was inserted as Docs[C]. */
function out<T>(doc: Doc | null): T {
  return (doc === null ? undefined : structuredClone(doc)) as T;
}

function project(doc: Doc, only: readonly string[] | undefined): Doc {
  if (!only) return doc;
  const fields = only.filter((path) => path !== '_id');
  return fields.reduce<Doc>(
    (slim, path) => {
      const [value] = valuesAt(doc, path.split('.'));
      return value === undefined ? slim : changed(slim, { set: { [path]: value } });
    },
    { _id: doc._id },
  );
}

function port(records: Records, faults: Faults, point: () => Promise<void>, call: DbCall): Db {
  let dead = false;
  /** A call may have several at once: timers work through a page side by side. */
  const open = new Set<object>();

  const stepIn = async <T>(
    kind: Parameters<Step>[0],
    work: () => T | Promise<T>,
    tx?: object,
  ): Promise<T> => {
    if (dead) throw new Crashed();
    call.trip(kind);
    await point();
    // Died while this one waited for its turn.
    if (dead) throw new Crashed();
    const { before, after } = faults.next();
    // A plain write waits for the document instead.
    if (before instanceof Conflict && !tx) return work();
    if (before ?? after) {
      const error = before ?? after;
      if (error instanceof Crashed) dead = true;
      if (error instanceof Conflict && tx) records.end(tx);
      try {
        if (after) await work();
      } finally {
        // Locks of a killed function fall with its transaction's time limit.
        if (dead) for (const one of open) records.end(one);
      }
      throw error;
    }
    return work();
  };
  const step: Step = (kind, work) => stepIn(kind, work);

  /** Plain writes wait for the transaction that holds the document; then check and write are one turn. */
  const unlocked = async <T>(
    collection: string,
    ids: () => readonly string[],
    write: () => T,
  ): Promise<T> => {
    for (;;) {
      const held = ids()
        .map((id) => records.holder(collection, id))
        .find((lock) => lock !== undefined);
      if (!held) return write();
      if (open.has(held.owner)) throw new Error('a plain write waits for its own transaction');
      await held.released;
    }
  };

  const guarded = (collection: Collection, id: string, guard: Where = {}): Doc | undefined => {
    const doc = records.read(collection, id);
    return doc && matches(doc, guard) ? doc : undefined;
  };
  const select = (collection: Collection, where: Where): Doc[] =>
    records.all(collection).filter((doc) => matches(doc, where));

  const gather = <A extends Asked>(anchor: Doc, asked: A): Gathered<A> => {
    const found = (one: A[string]): unknown[] => {
      if (one === null) return [];
      if ('idIn' in one) {
        const linked = anchor[one.idIn];
        return typeof linked === 'string' ? select(one.collection, { _id: linked }).map(out) : [];
      }
      const { collection, where, sort, limit = Infinity, only } = one;
      checkWhere(where, collection);
      const all = select(collection, where);
      const ordered = sort ? sorted(all, sort) : all;
      return ordered.slice(0, limit).map((doc) => out(project(doc, only)));
    };
    // Each name with what its collection holds.
    return Object.fromEntries(
      Object.entries(asked).map(([name, one]) => [name, found(one as A[string])]),
    ) as unknown as Gathered<A>;
  };

  const update: Db['updateAndGet'] = async (collection, id, change, guard = {}) => {
    checkId(id, collection);
    checkChange(change, collection);
    checkWhere(guard, collection);
    return step('write', () =>
      unlocked(
        collection,
        () => [id],
        () => {
          const doc = guarded(collection, id, guard);
          if (!doc) return undefined;
          const next = changed(doc, change);
          records.write(collection, id, next);
          return out(next);
        },
      ),
    );
  };

  const insertAll = (collection: Collection, docs: readonly Docs[Collection][]) => {
    for (const doc of docs) checkDoc(collection, doc);
    const copies = structuredClone(docs) as unknown as Doc[];
    return step('write', () =>
      unlocked(
        collection,
        () => copies.map((doc) => doc._id),
        () => {
          const ids = new Set<string>();
          for (const { _id } of copies) {
            if (records.read(collection, _id) || ids.has(_id)) throw new Duplicate(collection, _id);
            ids.add(_id);
          }
          records.commit(copies.map((doc) => ({ collection, id: doc._id, doc })));
        },
      ),
    );
  };

  return {
    get: async (collection, id) => {
      checkId(id, collection);
      return step('read', () => out(records.read(collection, id)));
    },
    getMany: async (collection, ids) => {
      checkValue(ids, collection);
      if (ids.length > 1000) throw new Error(`getMany of ${ids.length} ids, at most 1000`);
      return step('read', () =>
        [...new Set(ids)].flatMap((id) => {
          const doc = records.read(collection, id);
          return doc ? [out<Docs[typeof collection]>(doc)] : [];
        }),
      );
    },
    find: async (collection, where, { sort, limit = 100, skip = 0, only } = {}) => {
      checkWhere(where, collection);
      return step('read', () => {
        const found = select(collection, where);
        const ordered = sort ? sorted(found, sort) : found;
        return ordered
          .slice(skip, skip + Math.min(limit, 1000))
          .map((doc) => out<Docs[typeof collection]>(project(doc, only)));
      });
    },
    count: async (collection, where) => {
      checkWhere(where, collection);
      return step('read', () => select(collection, where).length);
    },
    gather: async (collection, id, asked) => {
      checkId(id, collection);
      return step('read', () => {
        const doc = records.read(collection, id);
        if (!doc) return undefined;
        return { doc: out<Docs[typeof collection]>(doc), also: gather(doc, asked) };
      });
    },
    insert: async (collection, doc) => {
      try {
        await insertAll(collection, [doc]);
        return true;
      } catch (error) {
        if (error instanceof Duplicate) return false;
        throw error;
      }
    },
    insertMany: (collection, docs) => insertAll(collection, docs),
    update: async (collection, id, change, guard) =>
      (await update(collection, id, change, guard)) !== undefined,
    updateAndGet: update,
    updateWhere: async (collection, where, change) => {
      checkWriteWhere(where, collection);
      checkChange(change, collection);
      return step('write', () =>
        unlocked(
          collection,
          () => select(collection, where).map((doc) => doc._id),
          () => {
            const found = select(collection, where);
            records.commit(
              found.map((doc) => ({ collection, id: doc._id, doc: changed(doc, change) })),
            );
            return found.length;
          },
        ),
      );
    },
    remove: async (collection, id, guard = {}) => {
      checkId(id, collection);
      checkWhere(guard, collection);
      return step('write', () =>
        unlocked(
          collection,
          () => [id],
          () => {
            if (!guarded(collection, id, guard)) return false;
            records.write(collection, id, null);
            return true;
          },
        ),
      );
    },
    transaction: (body) =>
      retrying(
        call,
        async () => {
          await step('control', () => {});
          const tx: ReturnType<typeof memoryTx> = memoryTx(
            records,
            (kind, work) => stepIn(kind, work, tx),
            () => open.delete(tx),
          );
          open.add(tx);
          return tx;
        },
        body,
      ),
  };
}
