import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../index';
import type { Database } from '../types';

let database: Database;

beforeEach(async () => {
  database = await openDatabase({ now: Date.now });
  const sku = { name: 'sku', keys: [{ field: 'sku', direction: 1 as const }], unique: true };
  await database.ensure([{ name: 'stock', indexes: [sku] }]);
  await add({ _id: 'a', n: 10, sku: 'A' });
  await add({ _id: 'b', n: 10, sku: 'B' });
});
afterEach(() => database.close());

type Fields = Record<string, unknown>;
const call = (action: string, params: Fields = {}, transactionId?: unknown) =>
  database.handle(`database.${action}`, { collectionName: 'stock', transactionId, ...params });
const begin = async () => (await call('startTransaction'))['transactionId'];
const commit = (id: unknown) => call('commitTransaction', {}, id);
const abort = (id: unknown) => call('abortTransaction', {}, id);
const add = (doc: Fields, id?: unknown) =>
  call('insertDocument', { data: [JSON.stringify(doc)] }, id);
const set = (_id: string, n: number, id?: unknown) =>
  call(
    'modifyDocument',
    { query: JSON.stringify({ _id }), data: JSON.stringify({ $set: { n } }), merge: true },
    id,
  );
const remove = (_id: string, id?: unknown) =>
  call('removeDocument', { query: JSON.stringify({ _id }), multi: false }, id);

async function find(query: Fields, id?: unknown): Promise<Fields[]> {
  const { data } = await call(
    'getDocument',
    { queryType: 'WHERE', query: JSON.stringify(query) },
    id,
  );
  const list: unknown = data && typeof data === 'object' && 'list' in data ? data.list : [];
  return Array.isArray(list) ? list.map((text) => JSON.parse(String(text))) : [];
}
const n = async (_id: string, id?: unknown) => (await find({ _id }, id))[0]?.['n'];

const CONFLICT = { code: 'DATABASE_TRANSACTION_CONFLICT' };
const GONE = { code: 'DATABASE_TRANSACTION_FAIL' };

describe('a transaction', () => {
  it('sees its own writes, others see them after the commit', async () => {
    const id = await begin();
    await set('a', 1, id);
    await add({ _id: 'c', n: 3, sku: 'C' }, id);
    await remove('b', id);
    expect((await find({}, id)).map((doc) => doc['_id'])).toEqual(['a', 'c']);
    expect((await find({ sku: 'C' }, id)).length).toBe(1);
    expect((await find({})).map((doc) => doc['n'])).toEqual([10, 10]);
    await commit(id);
    expect((await find({})).map((doc) => doc['n'])).toEqual([1, 3]);
  });

  it('keeps reading its snapshot while others change, add and remove, index or not', async () => {
    const id = await begin();
    await n('a', id);
    await set('a', 99);
    await add({ _id: 'c', n: 3, sku: 'C' });
    await remove('b');
    expect((await find({ n: 10 }, id)).map((doc) => doc['_id'])).toEqual(['a', 'b']);
    expect((await find({ sku: { $in: ['A', 'B', 'C'] } }, id)).map((doc) => doc['n'])).toEqual([
      10, 10,
    ]);
    await abort(id);
    expect((await find({})).map((doc) => doc['_id'])).toEqual(['a', 'c']);
  });

  it('takes its snapshot with its first operation, not with its start', async () => {
    const id = await begin();
    await set('a', 5);
    expect(await n('a', id)).toBe(5);
  });

  it('leaves nothing behind when aborted', async () => {
    const id = await begin();
    await set('a', 1, id);
    await add({ _id: 'c', sku: 'C' }, id);
    await abort(id);
    expect(await n('a')).toBe(10);
    await add({ _id: 'c', sku: 'C' });
    expect((await find({})).length).toBe(3);
  });
});

describe('conflicts', () => {
  it('the first writer wins and the second is over at once', async () => {
    const [one, two] = [await begin(), await begin()];
    await set('a', 1, one);
    await expect(set('a', 2, two)).rejects.toMatchObject(CONFLICT);
    await expect(n('b', two)).rejects.toMatchObject(GONE);
    await commit(one);
    expect(await n('a')).toBe(1);
  });

  it('a document changed after the snapshot cannot be written', async () => {
    const id = await begin();
    await n('b', id);
    await set('a', 5);
    await expect(set('a', 6, id)).rejects.toMatchObject(CONFLICT);
  });

  it('two transactions cannot add the same id or unique key', async () => {
    const [one, two, three] = [await begin(), await begin(), await begin()];
    await add({ _id: 'c', sku: 'C' }, one);
    await expect(add({ _id: 'c', sku: 'D' }, two)).rejects.toMatchObject(CONFLICT);
    await expect(add({ _id: 'd', sku: 'C' }, three)).rejects.toMatchObject(CONFLICT);
    await commit(one);
  });

  it('a key that is taken is a duplicate, one freed by the transaction itself is not', async () => {
    const id = await begin();
    await remove('a', id);
    await add({ _id: 'c', sku: 'A' }, id);
    await expect(add({ _id: 'd', sku: 'A' }, id)).rejects.toThrow('E11000');
    const again = await begin();
    await remove('a', again);
    await add({ _id: 'c', sku: 'A' }, again);
    await commit(again);
    expect((await find({ sku: 'A' })).map((doc) => doc['_id'])).toEqual(['c']);
  });
});

describe('plain writes', () => {
  it('wait for the transaction and then see its result', async () => {
    const id = await begin();
    await set('a', 0, id);
    const guarded = call('modifyDocument', {
      query: JSON.stringify({ _id: 'a', n: { $gte: 1 } }),
      data: JSON.stringify({ $inc: { n: -1 } }),
      multi: true,
      merge: true,
    });
    await commit(id);
    expect(await guarded).toEqual({ data: { updated: 0 } });
    expect(await n('a')).toBe(0);
  });

  it('wait for a unique key that may become free', async () => {
    const id = await begin();
    await remove('a', id);
    const waiting = add({ _id: 'c', sku: 'A' });
    await commit(id);
    expect(await waiting).toEqual({ data: { insertedIds: ['c'] } });
  });

  it('two inserts waiting for one id leave one document', async () => {
    const id = await begin();
    await add({ _id: 'c', n: 1, sku: 'x' }, id);
    const waiting = Promise.allSettled([
      add({ _id: 'c', n: 2, sku: 'y' }),
      add({ _id: 'c', n: 3, sku: 'z' }),
    ]);
    await abort(id);
    expect((await waiting).map((result) => result.status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect((await find({ _id: 'c' })).length).toBe(1);
  });
});

it('is aborted after 30 seconds and its locks are released', async () => {
  vi.useFakeTimers();
  try {
    const id = await begin();
    await set('a', 1, id);
    const waiting = set('a', 7);
    vi.advanceTimersByTime(30_000);
    await waiting;
    await expect(commit(id)).rejects.toMatchObject(GONE);
    expect(await n('a')).toBe(7);
  } finally {
    vi.useRealTimers();
  }
});

it('ends once: commit and abort after the end find nothing', async () => {
  const id = await begin();
  await commit(id);
  await expect(commit(id)).rejects.toMatchObject(GONE);
  await expect(abort(id)).rejects.toMatchObject(GONE);
});
