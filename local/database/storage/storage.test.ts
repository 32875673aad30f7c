import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../index';
import type { Database } from '../types';
import { GroupCommit } from './group-commit';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'database-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = () => openDatabase({ dir, now: Date.now });
const insert = (database: Database, ...docs: string[]) =>
  database.handle('database.insertDocument', { collectionName: 'log', data: docs });

async function list(database: Database, query = '{}'): Promise<string[]> {
  const all: string[] = [];
  for (;;) {
    const params = { collectionName: 'log', query, offset: all.length, limit: 1000 };
    const { data } = await database.handle('database.getDocument', params);
    const page: unknown = data && typeof data === 'object' && 'list' in data ? data.list : [];
    if (!Array.isArray(page) || page.length === 0) return all;
    all.push(...page);
  }
}

describe('a data folder', () => {
  it('brings everything back: values, natural order, indexes', async () => {
    const indexes = [{ name: 'n', keys: [{ field: 'n', direction: 1 as const }], unique: true }];
    const first = await open();
    await first.ensure([{ name: 'log', indexes }]);
    await insert(first, '{"_id":"z","n":{"$numberInt":"1"},"at":{"$date":{"$numberLong":"-5"}}}');
    await insert(
      first,
      '{"_id":"a","n":null,"r":{"$regularExpression":{"pattern":"x","options":"i"}}}',
    );
    await insert(first, '{"_id":"m","n":2.5,"deep":{"list":[{"a":[]},{}]}}');
    await first.handle('database.removeDocument', { collectionName: 'log', query: '{"_id":"m"}' });
    const before = await list(first);
    await first.close();

    const second = await open();
    expect(await list(second)).toEqual(before);
    expect(before.map((text) => JSON.parse(text)._id)).toEqual(['z', 'a']);
    expect(second.describe()).toEqual([{ name: 'log', count: 2, indexes }]);
    await expect(insert(second, '{"n":{"$numberInt":"1"}}')).rejects.toThrow('E11000');
    await second.close();
  });

  it('belongs to one process at a time', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(`进程号 ${process.pid}`);
    await first.close();
    await (await open()).close();
  });

  it('survives a kill: what was acknowledged is there, transactions are whole', async () => {
    for (let round = 0; round < 3; round++) {
      const acknowledged = await killWhileWriting(150 + round * 100);
      const database = await open();
      const stored = new Set((await list(database)).map((text) => String(JSON.parse(text)._id)));
      await database.handle('database.removeDocument', {
        collectionName: 'log',
        query: '{}',
        multi: true,
      });
      await database.close();
      expect(acknowledged.length).toBeGreaterThan(10);
      expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
      expect([...stored].filter((id) => !stored.has(partner(id)))).toEqual([]);
    }
  }, 60_000);
});

const partner = (id: string): string => id.slice(0, -1) + (id.endsWith('x') ? 'y' : 'x');

/** Lets a child write for a while after its first acknowledgement, kills it and answers what it acknowledged. */
function killWhileWriting(writingMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const script = path.join(import.meta.dirname, 'crash-child.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, dir]);
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      if (output === '') setTimeout(() => child.kill('SIGKILL'), writingMs);
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.once('error', reject);
    child.once('close', (_code, signal) => {
      // The last line may have been cut off in the middle.
      if (signal === 'SIGKILL') resolve(output.slice(0, output.lastIndexOf('\n')).split('\n'));
      else reject(new Error(errors));
    });
  });
}

describe('group commit', () => {
  it('gathers what arrives during a sync into one batch, in order', async () => {
    const batches: number[][] = [];
    const queue = new GroupCommit<number>(async (operations) => {
      batches.push([...operations]);
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
    queue.add(1);
    await Promise.resolve();
    await Promise.resolve();
    for (const operation of [2, 3, 4]) queue.add(operation);
    await queue.durable();
    expect(batches).toEqual([[1], [2, 3, 4]]);
  });

  it('fails everything from the first failed batch on', async () => {
    const queue = new GroupCommit<number>(() => Promise.reject(new Error('disk full')));
    queue.add(1);
    await expect(queue.durable()).rejects.toThrow('disk full');
    queue.add(2);
    await expect(queue.durable()).rejects.toThrow('disk full');
  });
});

it('sells exactly what is there: 200 buyers at once for 50 pieces, on disk', async () => {
  const database = await open();
  await database.ensure([{ name: 'log' }]);
  await insert(database, '{"_id":"hot","avail":{"$numberInt":"50"},"res":{}}');
  const buy = (order: number) =>
    database.handle('database.modifyDocument', {
      collectionName: 'log',
      query: JSON.stringify({
        _id: 'hot',
        avail: { $gte: 1 },
        [`res.o${order}`]: { $exists: false },
      }),
      data: JSON.stringify({ $inc: { avail: -1 }, $set: { [`res.o${order}`]: { q: 1 } } }),
      queryType: 'WHERE',
      multi: true,
      merge: true,
    });
  const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => buy(i % 150)));
  const sold = answers.filter(({ data }) => JSON.stringify(data) === '{"updated":1}').length;
  await database.close();
  const again = await open();
  const [hot = '{}'] = await list(again);
  await again.close();
  expect(sold).toBe(50);
  expect(JSON.parse(hot).avail).toBe(0);
  expect(Object.keys(JSON.parse(hot).res)).toHaveLength(50);
});

it('replaces an index that is declared differently, and refuses one the documents contradict', async () => {
  const declare = (database: Database, field: string, unique: boolean) =>
    database.ensure([
      { name: 'log', indexes: [{ name: 'i', keys: [{ field, direction: 1 }], unique }] },
    ]);
  const first = await open();
  await declare(first, 'n', true);
  await insert(first, '{"_id":"a","n":1,"m":1}', '{"_id":"b","n":2,"m":1}');
  await expect(declare(first, 'm', true)).rejects.toThrow('E11000');
  await declare(first, 'm', false);
  await first.close();
  const second = await open();
  await insert(second, '{"_id":"c","n":1,"m":1}');
  expect(second.describe()[0]?.indexes[0]?.keys).toEqual([{ field: 'm', direction: 1 }]);
  expect(await list(second, '{"m":1}')).toHaveLength(3);
  await second.close();
});
