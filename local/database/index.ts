import { perform } from './actions/index';
import { TcbError } from './errors';
import { memoryStorage } from './storage/memory';
import { lmdbStorage } from './storage/lmdb';
import { Store } from './store/store';
import { Transactions } from './transactions/registry';
import type { Database, DatabaseOptions } from './types';

/** Opens the database of a folder, or an empty one in memory; refused while another process has the folder. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const storage = options.dir === undefined ? memoryStorage() : await lmdbStorage(options.dir);
  const store = new Store(storage);
  const transactions = new Transactions(store);
  const context = { store, transactions, now: () => options.now() };
  let closed = false;
  return {
    async ensure(collections) {
      for (const spec of collections) store.ensure(spec);
      await store.durable();
    },
    handle(action, params) {
      if (closed) return Promise.reject(new TcbError('SYS_ERR', '数据库已关闭'));
      return perform(context, action, params);
    },
    describe: () =>
      [...store.collections].map((collection) => ({
        name: collection.name,
        count: collection.count,
        indexes: collection.spec().indexes ?? [],
      })),
    async close() {
      if (closed) return;
      closed = true;
      transactions.abortAll();
      await store.close();
    },
  };
}
