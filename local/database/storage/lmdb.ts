import { mkdirSync } from 'node:fs';
import { open, type RootDatabase } from 'lmdb';
import type { CollectionSpec } from '../types';
import type { Doc } from '../values/value';
import { lockFolder } from './folder-lock';
import { GroupCommit } from './group-commit';
import type { Change, Storage } from './types';

type Operation = { readonly spec: CollectionSpec } | { readonly changes: readonly Change[] };

/** Documents in an LMDB file: `[collection, seq]` → document, next to a table of the declared collections. */
export async function lmdbStorage(dir: string): Promise<Storage> {
  mkdirSync(dir, { recursive: true });
  const unlock = await lockFolder(dir);
  const root = openEnvironment(dir);
  const documents = root.openDB<Doc, [string, number]>({ name: 'documents', ...ENCODING });
  const catalog = root.openDB<CollectionSpec, string>({ name: 'catalog', ...ENCODING });
  const put = (change: Change): unknown =>
    change.doc === undefined
      ? documents.remove([change.collection, change.seq])
      : documents.put([change.collection, change.seq], change.doc);
  const queue = new GroupCommit<Operation>(async (operations) => {
    await root.batch(() => {
      for (const operation of operations) {
        if ('spec' in operation) void catalog.put(operation.spec.name, operation.spec);
        else for (const change of operation.changes) void put(change);
      }
    });
  });
  return {
    catalog: () => [...catalog.getRange()].map((entry) => entry.value),
    *documents() {
      for (const { key, value } of documents.getRange({ snapshot: false })) {
        yield [key[0], key[1], value] as const;
      }
    },
    declare: (spec) => queue.add({ spec }),
    append: (changes) => queue.add({ changes }),
    durable: () => queue.durable(),
    async close() {
      await queue.durable().catch(() => undefined);
      await root.close();
      await unlock();
    },
  };
}

/** Plain msgpack maps: documents whose field names are data would fill a table of shared shapes. */
const ENCODING = {
  encoding: 'msgpack',
  // Only through this object does the codec learn that regular expressions are to be kept as such.
  encoder: { useRecords: false, moreTypes: true },
} as const;

function openEnvironment(dir: string): RootDatabase {
  // Without overlapping syncs a batch resolves only when its bytes are on the disk.
  return open({ path: dir, overlappingSync: false, maxDbs: 4, ...ENCODING });
}
