/**
 * Times the database at 50,000 documents: `npx tsx local/database/measure.ts [data folder]`. CPU per call is
 * what this process spent; durable figures include the disk.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from './index';
import type { Database } from './types';

const DOCUMENTS = 50_000;
const SKU = { name: 'sku', keys: [{ field: 'sku', direction: 1 }], unique: true } as const;
const STORE = {
  name: 'store',
  keys: [
    { field: 'store', direction: 1 },
    { field: 'price', direction: 1 },
  ],
} as const;

const document = (i: number): string =>
  JSON.stringify({
    _id: `p${i}`,
    sku: `69${i}`,
    name: `茶叶 ${i}`,
    price: { $numberInt: String(500 + (i % 977)) },
    store: `s${i % 250}`,
    tags: ['hot', `t${i % 40}`],
    avail: { $numberInt: '1000000' },
    at: { $date: { $numberLong: String(1_760_000_000_000 + i) } },
    reserved: {},
  });

async function main(): Promise<void> {
  const given = process.argv[2];
  const dir = given ?? mkdtempSync(path.join(tmpdir(), 'database-'));
  const first = await openDatabase({ dir, now: Date.now });
  await first.ensure([{ name: 'stock', indexes: [SKU, STORE] }]);
  await timed('insert 50,000, a call each, 500 at once', DOCUMENTS, 500, (i) =>
    call(first, 'insertDocument', { data: [document(i)] }),
  );
  await first.close();

  const started = performance.now();
  const database = await openDatabase({ dir, now: Date.now });
  console.log(`open with 50,000 documents: ${(performance.now() - started).toFixed(0)} ms`);
  await cases(database);
  await database.close();
  if (given === undefined) rmSync(dir, { recursive: true });
}

async function cases(database: Database): Promise<void> {
  const id = (i: number): string => `p${(i * 7919) % DOCUMENTS}`;
  const where = (query: unknown, more = {}) =>
    call(database, 'getDocument', { queryType: 'WHERE', query: JSON.stringify(query), ...more });
  const guarded = (i: number) =>
    call(database, 'modifyDocument', {
      query: JSON.stringify({
        _id: id(i),
        avail: { $gte: { $numberInt: '1' } },
        [`reserved.o${i}`]: { $exists: false },
      }),
      data: JSON.stringify({
        $inc: { avail: { $numberInt: '-1' } },
        $set: { at: { $numberInt: `${i}` } },
      }),
      multi: true,
      merge: true,
      upsert: false,
    });
  await timed('doc get', 20_000, 1, (i) =>
    call(database, 'getDocument', { queryType: 'DOC', query: JSON.stringify({ _id: id(i) }) }),
  );
  await timed('equality on unique index', 20_000, 1, (i) =>
    where({ sku: `69${(i * 7) % DOCUMENTS}` }),
  );
  await timed('store, ordered by price, 20', 2_000, 1, (i) =>
    where({ store: `s${i % 250}` }, { order: '{"price":{"$numberInt":"1"}}', limit: 20 }),
  );
  await timed('scan without index', 20, 1, (i) => where({ name: `茶叶 ${i}`, tags: 'hot' }));
  await timed('guarded update, one after another (durable)', 500, 1, guarded);
  await timed('guarded update, 100 at once (durable)', 20_000, 100, guarded);
}

const call = (database: Database, action: string, params: Record<string, unknown>) =>
  database.handle(`database.${action}`, { collectionName: 'stock', ...params });

async function timed(
  label: string,
  calls: number,
  atOnce: number,
  work: (i: number) => Promise<unknown>,
): Promise<void> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (let i = 0; i < calls; i += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, calls - i) }, (_, k) => work(i + k));
    await Promise.all(batch);
  }
  const wall = ((performance.now() - started) * 1000) / calls;
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `${label}: ${wall.toFixed(1)} µs wall, ${((user + system) / calls).toFixed(1)} µs CPU`,
  );
}

await main();
