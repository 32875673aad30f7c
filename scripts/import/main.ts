/**
 * `npm run import -- --stores f.xlsx --products f.xlsx --stock f.xlsx --sales f.csv[.gz] [--data DIR]`:
 * loads a chain's own files; every faulty row is named, and nothing is written unless all rows are right.
 * `--templates DIR` writes empty files with the columns; `--frn FILE --out DIR` makes the four files from
 * the FreshRetailNet-50K cut; `--check` only looks.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildLocalFunctions } from '../build/functions';
import { startProduct } from '../lib/product';
import { sdkOf } from '../lib/seeding';
import { makeChain } from './chain';
import { checkTable } from './check';
import type { SheetName } from './columns';
import { convertFrn } from './frn';
import { readKnown } from './known';
import { readTable } from './table';
import { writeTemplates } from './templates';
import { writeAll } from './write';

const SHOWN = 40;
const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    stores: text,
    products: text,
    stock: text,
    sales: text,
    data: text,
    templates: text,
    frn: text,
    out: text,
    check: { type: 'boolean', default: false },
  },
});

if (values.templates !== undefined) {
  for (const file of await writeTemplates(values.templates)) console.log(file);
  process.exit(0);
}
if (values.frn !== undefined) {
  const out = values.out ?? '.local/frn';
  const { stores, products, series } = convertFrn(values.frn, out);
  console.log(`${out}: ${stores} stores, ${products} products, ${series} series`);
  process.exit(0);
}

const read = async <S extends SheetName>(sheet: S) => {
  const file = values[sheet];
  if (file === undefined) return {};
  process.stderr.write(`读取 ${file} …\n`);
  return {
    [sheet]: {
      ...checkTable(sheet, path.basename(file), await readTable(file)),
      file: path.basename(file),
    },
  };
};
const files = {
  ...(await read('stores')),
  ...(await read('products')),
  ...(await read('stock')),
  ...(await read('sales')),
};
if (Object.keys(files).length === 0) {
  console.error(
    'Nothing to import: npm run import -- --stores f.xlsx --products f.xlsx --stock f.xlsx --sales f.csv.gz',
  );
  process.exit(2);
}

const dir = values.data ?? path.join(process.cwd(), '.local/data');
await buildLocalFunctions(process.cwd(), '.local/functions');
const product = await startProduct({ root: process.cwd(), dir, size: 'empty', port: 0 }).catch(
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
const db = sdkOf(product);
const { docs, faults } = makeChain(files, await readKnown(db), product.clock.now());
let failed = faults.length > 0;
if (failed) {
  for (const f of faults.slice(0, SHOWN))
    console.error(`${f.file} 第 ${f.row} 行 ${f.column}：${f.message}`);
  if (faults.length > SHOWN) console.error(`… 还有 ${faults.length - SHOWN} 处`);
  console.error(`共 ${faults.length} 处错误，什么都没有写入。改好后再导入一次。`);
} else if (values.check) {
  console.log('没有发现错误（--check：没有写入）');
} else {
  const written = await writeAll(db, docs, (n, all) => {
    if (n % 5_000 < 500 || n === all) process.stderr.write(`写入 ${n} / ${all}\n`);
  }).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
  });
  failed = written === undefined;
  const counts = Object.entries(docs).map(([name, rows]) => `${name} ${rows.length}`);
  if (!failed) console.log(`已导入 ${written} 条：${counts.join('，')}`);
}
await product.close();
process.exit(failed ? 1 : 0);
