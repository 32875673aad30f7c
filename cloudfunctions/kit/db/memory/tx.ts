import type { Collection, Docs } from '#shared/model/docs';
import { Duplicate } from '../../ports';
import { isConflict } from '../errors';
import type { RawTx } from '../retry';
import { checkChange, checkDoc, checkId, checkWhere } from '../values';
import { changed } from './change';
import { matches, type Doc } from './match';
import type { Records } from './records';

/** Runs one call of the transaction: counted, and struck by faults. */
export type Step = <T>(
  kind: 'read' | 'write' | 'control',
  work: () => T | Promise<T>,
) => Promise<T>;

class Expired extends Error {
  readonly code = 'DATABASE_TRANSACTION_FAIL';
  constructor() {
    super('Transaction does not exist on the server');
  }
}

const clone = <C extends Collection>(doc: Doc | null): Docs[C] | undefined =>
  // The records hold what was inserted as Docs[C].
  doc === null ? undefined : (structuredClone(doc) as unknown as Docs[C]);

/** A snapshot transaction over the records: own writes visible, nothing applied before the commit. */
export function memoryTx(records: Records, step: Step, ended: () => void): RawTx & object {
  const own = new Map<string, { collection: string; id: string; doc: Doc | null }>();
  let live = true;
  const end = () => {
    live = false;
    records.end(tx);
    ended();
  };
  const read = (collection: string, id: string): Doc | null => {
    const mine = own.get(`${collection}/${id}`);
    return mine ? mine.doc : records.read(collection, id, records.snapshot(tx));
  };
  const run = <T>(kind: 'read' | 'write', work: () => T) =>
    step(kind, () => {
      if (!live) throw new Expired();
      try {
        return work();
      } catch (error) {
        // The server ends a transaction that met a conflict.
        if (isConflict(error)) end();
        throw error;
      }
    });
  const write = (collection: string, id: string, doc: Doc | null): void => {
    records.lock(collection, id, tx);
    own.set(`${collection}/${id}`, { collection, id, doc });
  };
  const tx: RawTx = {
    get: async (collection, id) => {
      checkId(id, collection);
      return clone<typeof collection>(await run('read', () => read(collection, id)));
    },
    getMany: async (collection, ids) => {
      for (const id of ids) checkId(id, collection);
      const found = await run('read', () => [...new Set(ids)].map((id) => read(collection, id)));
      return found.flatMap((doc) => clone<typeof collection>(doc) ?? []);
    },
    insert: (collection, doc) => tx.insertMany(collection, [doc]),
    insertMany: async (collection, docs) => {
      if (docs.length === 0) return;
      for (const doc of docs) checkDoc(collection, doc);
      const copies = structuredClone(docs) as unknown as Doc[];
      await run('write', () => {
        for (const copy of copies) {
          if (read(collection, copy._id)) throw new Duplicate(collection, copy._id);
          write(collection, copy._id, copy);
        }
      });
    },
    update: async (collection, id, change, guard = {}) => {
      checkId(id, collection);
      checkChange(change, collection);
      checkWhere(guard, collection);
      return run('write', () => {
        const doc = read(collection, id);
        if (!doc || !matches(doc, guard)) return false;
        write(collection, id, changed(doc, change));
        return true;
      });
    },
    set: async (collection, doc) => {
      checkDoc(collection, doc);
      const copy = structuredClone(doc) as unknown as Doc;
      await run('write', () => write(collection, copy._id, copy));
    },
    remove: async (collection, id) => {
      checkId(id, collection);
      return run('write', () => {
        if (!read(collection, id)) return false;
        write(collection, id, null);
        return true;
      });
    },
    commit: () =>
      step('control', () => {
        if (!live) throw new Expired();
        records.commit([...own.values()]);
        end();
      }),
    abort: async () => {
      try {
        await step('control', () => {});
      } finally {
        // Even an abort that never arrived: the server's time limit ends the transaction.
        if (live) end();
      }
    },
  };
  return tx;
}
