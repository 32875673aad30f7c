import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRecords } from './records';

let dir: string;
let files = 0;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'records-'));
});
afterAll(() => rm(dir, { recursive: true }));
const newFile = () => join(dir, `${(files += 1)}.jsonl`);

const change = fc.record({
  key: fc.constantFrom('a', 'b', 'c'),
  value: fc.option(fc.jsonValue(), { nil: undefined }),
});

test('what was set is there after reopening, whatever came before', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change)), (runs) => {
      const file = newFile();
      const model = new Map<string, unknown>();
      for (const run of runs) {
        const records = openRecords<unknown>(file);
        for (const { key, value } of run) {
          if (value === undefined) {
            records.delete(key);
            model.delete(key);
          } else {
            records.set(key, value);
            model.set(key, JSON.parse(JSON.stringify(value)));
          }
        }
      }
      const last = openRecords<unknown>(file);
      for (const key of ['a', 'b', 'c']) expect(last.get(key)).toEqual(model.get(key));
      expect(last.values()).toHaveLength(model.size);
    }),
    { numRuns: 50 },
  );
});

test('a line cut short by a crash is left out', async () => {
  const file = newFile();
  openRecords<number>(file).set('a', 1);
  await appendFile(file, '{"k":"b","v":');
  const records = openRecords<number>(file);
  expect([records.get('a'), records.get('b')]).toEqual([1, undefined]);
  records.set('b', 2);
  expect(openRecords<number>(file).get('b')).toBe(2);
});

test('opening forgets what was overwritten', async () => {
  const file = newFile();
  const records = openRecords<number>(file);
  for (let i = 0; i < 100; i += 1) records.set('a', i);
  openRecords<number>(file);
  expect((await readFile(file, 'utf8')).trim().split('\n')).toEqual(['{"k":"a","v":99}']);
});
