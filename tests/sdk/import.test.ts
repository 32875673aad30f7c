import { gzipSync } from 'node:zlib';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#shared/domain/time';
import { makeChain, type Files } from '../../scripts/import/chain';
import { checkTable } from '../../scripts/import/check';
import { sheets, type SheetName } from '../../scripts/import/columns';
import { convertFrn } from '../../scripts/import/frn';
import { readKnown } from '../../scripts/import/known';
import { readTable } from '../../scripts/import/table';
import { undoUnfinished, writeAll } from '../../scripts/import/write';
import { startChain, type Chain } from './chain-world';

/** The day after the last one of the cut: 90 days from 2024-03-28 on. */
const MORNING_AFTER = addDays('2024-03-28', 90);

/** A chain's own files into a real, empty world. */
let chain: Chain;
let dir: string;

beforeAll(async () => {
  chain = await startChain({ size: 'empty', at: Date.parse(`${MORNING_AFTER}T02:00:00Z`) });
  dir = await mkdtemp(path.join(tmpdir(), 'import-'));
});
afterAll(async () => {
  await chain?.close();
  await rm(dir, { recursive: true, force: true });
});

const row = (sheet: SheetName, change: Record<string, string> = {}): string[] =>
  Object.values(sheets[sheet]).map(({ header, example }) => change[header] ?? example);

/** Writes a sheet as a file and reads it as the command does. */
async function sheet<S extends SheetName>(name: S, rows: string[][]) {
  const file = path.join(dir, `${name}.csv`);
  const head = Object.values(sheets[name]).map(({ header }) => header);
  await writeFile(file, [head, ...rows].map((cells) => cells.join(',')).join('\n'));
  return { [name]: await read(name, file) };
}
const read = async <S extends SheetName>(name: S, file: string) => ({
  ...checkTable(name, path.basename(file), await readTable(file)),
  file: path.basename(file),
});
const chainOf = async (files: Files) =>
  makeChain(files, await readKnown(chain.db), chain.product.clock.now());

/** How many documents of every collection there are. */
const counts = (): Record<string, number> =>
  Object.fromEntries(
    chain.product.admin
      .describe()
      .filter(({ count }) => count > 0)
      .map(({ name, count }) => [name, count]),
  );
const silent = () => undefined;

describe('all or nothing', () => {
  test('a faulty row is named, and nothing is written', async () => {
    const before = counts();
    const files = {
      ...(await sheet('stores', [row('stores'), row('stores', { 门店编码: 'HZ2', 经度: 'abc' })])),
    };
    const { faults } = await chainOf(files);
    expect(faults).toMatchObject([{ file: 'stores.csv', row: 3, column: '经度' }]);
    expect(counts()).toEqual(before);
  });

  test('a write that fails midway is taken back', async () => {
    const docs = await smallChain();
    const before = counts();
    for (const at of [1, 3, 5]) {
      const broken = breaking(chain.db, at, 'once');
      await expect(writeAll(broken, docs, silent)).rejects.toThrow('broken');
      expect(counts()).toEqual(before);
    }
  });

  test('what is there is neither written over nor taken back', async () => {
    const docs = await smallChain();
    const [listing] = docs.listings ?? [];
    if (!listing) throw new Error('no listing');
    await chain.db.collection('listings').add({ ...listing, sort: 77 });
    const before = counts();
    await expect(writeAll(chain.db, docs, silent)).rejects.toThrow(/已经有.*什么都没有写入/);
    expect(counts()).toEqual(before);
    const { data } = await chain.db.collection('listings').doc(listing._id).get();
    expect(data).toMatchObject([{ sort: 77 }]);
    await chain.db.collection('listings').doc(listing._id).remove();
  });

  test('what an import left that was killed is undone by the next', async () => {
    const docs = await smallChain();
    const before = counts();
    // Killed after its first part: the process is gone, nobody takes anything back.
    const killed = writeAll(breaking(chain.db, 3, 'for good'), docs, silent);
    await expect(killed).rejects.toThrow('broken');
    expect(counts()).not.toEqual(before);
    expect(counts()['jobs']).toBe((before['jobs'] ?? 0) + 1);

    const written = await writeAll(chain.db, docs, silent);
    expect(written).toBe(Object.values(docs).reduce((n, rows) => n + rows.length, 0));
    expect(await undoUnfinished(chain.db)).toBe(0);
    expect(counts()).toMatchObject({ stores: 1, skus: 1, stock: 1, listings: 1 });
  });

  test('the same files again are refused row by row', async () => {
    const again = await chainOf(await sheet('stores', [row('stores')]));
    expect(again.faults.map(({ column }) => column)).toEqual(['门店编码']);
    const before = counts();
    // Stock of a shop and product that are there: it exists, and an import does not write over it.
    const stock = await chainOf(await sheet('stock', [row('stock', { 现有数量: '99' })]));
    await expect(writeAll(chain.db, stock.docs, silent)).rejects.toThrow(/已经有/);
    expect(counts()).toEqual(before);
  });
});

test('a FreshRetailNet cut comes in, alerts and transfer suggestions run on it', async () => {
  const source = path.join(dir, 'frn.csv.gz');
  await writeFile(source, gzipSync(frnCut()));
  const out = path.join(dir, 'frn');
  expect(convertFrn(source, out)).toEqual({ stores: 3, products: 4, series: 12 });
  const files = {
    stores: await read('stores', path.join(out, 'stores.csv')),
    products: await read('products', path.join(out, 'products.csv')),
    stock: await read('stock', path.join(out, 'stock.csv')),
    sales: await read('sales', path.join(out, 'sales.csv.gz')),
  };
  const { docs, faults } = await chainOf(files);
  expect(faults).toEqual([]);
  const before = counts();
  await writeAll(chain.db, docs, silent);
  expect(counts()).toMatchObject({
    stores: (before['stores'] ?? 0) + 3,
    stock: (before['stock'] ?? 0) + 12,
    demand: 12,
  });
  const alerts = await chain.timer('checkStockAlerts');
  const short = (docs.stock ?? []).filter(({ available, safety }) => available < safety);
  expect(short.length).toBeGreaterThan(0);
  expect(alerts.opened).toBeGreaterThanOrEqual(short.length);
  const plan = await chain.timer('suggestTransfer');
  expect(plan.lines).toBeGreaterThan(0);
  expect(plan.gainFen).toBeGreaterThan(plan.costFen);
});

/** One shop, one product, its stock. */
async function smallChain() {
  const { docs, faults } = await chainOf({
    ...(await sheet('stores', [row('stores')])),
    ...(await sheet('products', [row('products')])),
    ...(await sheet('stock', [row('stock')])),
  });
  expect(faults).toEqual([]);
  return docs;
}

/** A database whose n-th `add` fails, and after it nothing (the process is gone) or everything works. */
function breaking(db: Chain['db'], at: number, how: 'once' | 'for good'): Chain['db'] {
  let adds = 0;
  const collection = (name: string) => {
    if (how === 'for good' && adds >= at) throw new Error('broken');
    const real = db.collection(name);
    const add = (data: object) => {
      adds += 1;
      return adds === at ? Promise.reject(new Error('broken')) : real.add(data);
    };
    return new Proxy(real, {
      get: (target, key) => (key === 'add' ? add : Reflect.get(target, key)),
    });
  };
  return new Proxy(db, {
    get: (target, key) => (key === 'collection' ? collection : Reflect.get(target, key)),
  });
}

/** Three shops of one city, four products, 90 days: one shop sells out every week, one hardly sells. */
function frnCut(): string {
  const rows = ['city,store,cat1,cat2,cat3,product,sale,out,price,activity'];
  for (const store of [1, 2, 3])
    for (const product of [10, 11, 12, 13]) {
      const rate = store === 1 ? 2 : store === 2 ? 0.1 : 0.5;
      const days = Array.from({ length: 90 }, (_, d) => d);
      const sale = days.map((d) => (rate * (1 + (d % 7) / 10)).toFixed(2)).join(' ');
      const out = days.map((d) => (store === 1 && d === 89 ? 8 : 0)).join(' ');
      rows.push(`1,${store},1,2,3,${product},${sale},${out},100,0`);
    }
  return rows.join('\n');
}
