import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { best } from '#shared/domain/pricing/best';
import { cartFile, worldFile } from './schema';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(`docs/examples/quote/${name}.json`, 'utf8'));

test('the files of the guide are the golden example', () => {
  const { lines, choices } = cartFile.parse(read('cart'));
  const { totals } = best(lines, worldFile.parse(read('world')), choices);
  expect(totals).toMatchObject({ payableFen: 8_752, points: 200, earned: 81 });
});

const faults = (schema: typeof worldFile | typeof cartFile, said: unknown): string[] =>
  schema
    .safeParse(said)
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

test('a fault is named with its place', () => {
  const promotion = { type: 'timed', id: 'p', name: 'x', rateBp: 8_000, priceFen: 1 };
  const lines = [{ skuId: 'A', qty: 0, priceFen: 1.5 }];
  expect(faults(worldFile, { now: 'noon', storeId: 's', promotions: [promotion], x: 1 })).toEqual([
    'now: epoch ms, or a time like 2026-11-22T12:00:00+08:00',
    'promotions.0: either rateBp or priceFen',
    ': Unrecognized key: "x"',
  ]);
  expect(faults(cartFile, { lines }).map((one) => one.split(':')[0])).toEqual([
    'lines.0.qty',
    'lines.0.priceFen',
  ]);
  const twice = { skuId: 'A', qty: 1, priceFen: 1 };
  expect(faults(cartFile, { lines: [twice, twice] })).toEqual(['lines: a SKU stands in two lines']);
});
