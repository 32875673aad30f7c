import { describe, expect, test } from 'vitest';
import { makeChain, type Known } from './chain';
import { checkTable } from './check';
import { sheets, type SheetName } from './columns';

const nothing: Known = { stores: new Map(), products: new Map(), categories: new Map() };
const headers = (sheet: SheetName): string[] => Object.values(sheets[sheet]).map((c) => c.header);
const examples = (sheet: SheetName): string[] => Object.values(sheets[sheet]).map((c) => c.example);
const read = <S extends SheetName>(sheet: S, ...rows: string[][]) => ({
  ...checkTable(sheet, `${sheet}.xlsx`, [headers(sheet), ...rows]),
  file: `${sheet}.xlsx`,
});
/** The example row with some cells changed, by header. */
const row = (sheet: SheetName, change: Record<string, string> = {}): string[] =>
  headers(sheet).map((h, i) => change[h] ?? examples(sheet)[i] ?? '');

describe('a chain’s own files', () => {
  test('the templates’ example rows make a shop, a product, its stock and its history', () => {
    const { docs, faults } = makeChain(
      {
        stores: read('stores', row('stores')),
        products: read('products', row('products')),
        stock: read('stock', row('stock')),
        sales: read('sales', row('sales'), row('sales', { 日期: '2026-11-03', 销量: '5' })),
      },
      nothing,
      1_000,
    );
    expect(faults).toEqual([]);
    expect(docs.skus?.[0]).toMatchObject({ listPriceFen: 2_190, costFen: 1_530, packSize: 8 });
    expect(docs.demand?.[0]).toMatchObject({ from: '2026-11-01', sold: [12, 0, 5] });
    expect(docs.stock?.[0]).toMatchObject({ available: 24, safety: 6 });
    expect(docs.salesDays?.map((d) => d.salesFen)).toEqual([26_280, 10_950]);
    expect(docs.listings).toHaveLength(1);
  });

  test('every faulty cell is named with file, row and column', () => {
    const { faults } = read(
      'products',
      row('products', { '统一价(元)': '12.345' }),
      row('products', { 条码: 'abc', 商品名称: '' }),
    );
    expect(faults.map((f) => [f.row, f.column])).toEqual([
      [2, '统一价(元)'],
      [3, '条码'],
      [3, '商品名称'],
    ]);
  });

  test('a missing column is told once, not in every row', () => {
    const { faults } = checkTable('stock', 'stock.csv', [
      ['门店编码', '条码'],
      ['HZ001', '69000001'],
    ]);
    expect(faults).toEqual([
      { file: 'stock.csv', row: 1, column: '现有数量', message: '缺少这一列' },
    ]);
  });

  test('rows must agree with each other and with what is there', () => {
    const known: Known = { ...nothing, stores: new Map([['HZ001', 's_old']]) };
    const { faults } = makeChain(
      {
        stores: read('stores', row('stores'), row('stores', { 门店编码: 'HZ2' })),
        products: read('products', row('products', { '最低价(元)': '30' })),
        stock: read('stock', row('stock', { 条码: '99999999' })),
      },
      known,
      1_000,
    );
    expect(faults.map((f) => `${f.file} ${f.row} ${f.column}`)).toEqual([
      'stores.xlsx 2 门店编码',
      'products.xlsx 2 统一价(元)',
      'stock.xlsx 2 条码',
    ]);
  });

  test('the same day twice is a fault, not a sum', () => {
    const { faults } = makeChain(
      {
        stores: read('stores', row('stores')),
        products: read('products', row('products')),
        sales: read('sales', row('sales'), row('sales')),
      },
      nothing,
      1_000,
    );
    expect(faults).toHaveLength(1);
  });

  test('hours after midnight are written as 25:00', () => {
    const { docs, faults } = makeChain(
      { stores: read('stores', row('stores', { 开门: '18:00', 关门: '26:30' })) },
      nothing,
      1_000,
    );
    expect(faults).toEqual([]);
    expect(docs.stores?.[0]?.hours.week[0]).toEqual([{ start: 1_080, end: 1_590 }]);
  });
});
