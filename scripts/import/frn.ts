import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { addDays } from '#shared/domain/time';
import { ean13 } from '../lib/ean13';
import { sheets, type SheetName } from './columns';

/** First day of the published cut. */
const FIRST_DAY = '2024-03-28';
/** The published sales are normalised; ten units make a piece count of the usual size. */
const PIECES = 10;
const SELLING_HOURS = 16;

/** A number of the range kept for use inside a chain (20…). */
const barcodeOf = (product: string): string => ean13(`20${product.padStart(10, '0')}`);
const spread = (text: string, n: number): number[] => {
  const values = text.split(' ').map(Number);
  return values.length === 1 ? Array.from({ length: n }, () => values[0] ?? 0) : values;
};
const csv = (sheet: SheetName, rows: readonly (readonly string[])[]): string =>
  [Object.values(sheets[sheet]).map((c) => c.header), ...rows].map((r) => r.join(',')).join('\n');

/**
 * Turns the FreshRetailNet-50K cut (city, store, categories, product, 90 days of sales, stock-out hours,
 * price in percent, activity) into the four files of a chain. The set tells no names, places, prices or stock:
 * names are numbers, shops stand on a made-up grid a city, prices and stock follow fixed rules below.
 */
export function convertFrn(
  source: string,
  dir: string,
): { stores: number; products: number; series: number } {
  const rows = gunzipSync(readFileSync(source)).toString('utf8').trim().split('\n').slice(1);
  const stores = new Map<string, string[]>();
  const products = new Map<string, string[]>();
  const stock: string[][] = [];
  const sales: string[] = [
    Object.values(sheets.sales)
      .map((c) => c.header)
      .join(','),
  ];
  for (const row of rows) {
    const [
      city = '',
      store = '',
      cat1 = '',
      cat2 = '',
      ,
      product = '',
      sale = '',
      out = '',
      price = '',
    ] = row.split(',');
    const code = `FRN${store.padStart(3, '0')}`;
    const barcode = barcodeOf(product);
    if (!stores.has(store)) stores.set(store, storeRow(code, city, store));
    if (!products.has(product)) products.set(product, productRow(barcode, product, cat1, cat2));
    const sold = spread(sale, 90).map((v) => Math.round(v * PIECES));
    const outs = spread(out, sold.length).map((h) => Math.min(SELLING_HOURS, Math.max(0, h)));
    const prices = spread(price, sold.length).map((p) => Math.min(100, Math.max(1, Math.round(p))));
    sold.forEach((n, d) =>
      sales.push(
        `${addDays(FIRST_DAY, d)},${code},${barcode},${n},${outs[d] ?? 0},${prices[d] ?? 100}`,
      ),
    );
    stock.push([code, barcode, String(piecesNow(sold, outs, Number(store) + Number(product))), '']);
  }
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, 'stores.csv'), csv('stores', [...stores.values()]));
  writeFileSync(path.join(dir, 'products.csv'), csv('products', [...products.values()]));
  writeFileSync(path.join(dir, 'stock.csv'), csv('stock', stock));
  writeFileSync(path.join(dir, 'sales.csv.gz'), gzipSync(sales.join('\n')));
  return { stores: stores.size, products: products.size, series: rows.length };
}

function storeRow(code: string, city: string, store: string): string[] {
  const n = Number(store);
  const c = Number(city);
  // A grid of about 2 km a step around a point a city: distances are plausible, places are not real.
  const lng = 110 + (c % 6) * 2 + (n % 7) * 0.021;
  const lat = 24 + Math.floor(c / 6) * 2 + (Math.floor(n / 7) % 7) * 0.018;
  return [
    code,
    `${c} 号城市 ${n} 号店`,
    '直营',
    `${c} 号城市`,
    '城区',
    `第 ${n} 号街`,
    '400-000-0000',
    lng.toFixed(4),
    lat.toFixed(4),
    '06:00',
    '22:00',
    '3000',
  ];
}

function productRow(barcode: string, product: string, cat1: string, cat2: string): string[] {
  const n = Number(product);
  const price = 4 + (n % 23) * 1.1;
  return [
    barcode,
    `生鲜 ${product} 号`,
    '',
    '',
    `分类 ${cat1}-${cat2}`,
    '份',
    '6',
    price.toFixed(2),
    (price * 0.62).toFixed(2),
    (price * 0.65).toFixed(2),
    (price * 1.2).toFixed(2),
    '5',
  ];
}

/** Nothing where the last day ended sold out; otherwise one to twenty days of what was sold lately. */
function piecesNow(sold: readonly number[], outs: readonly number[], mix: number): number {
  if ((outs.at(-1) ?? 0) >= 6) return 0;
  const perDay = sold.slice(-14).reduce((a, b) => a + b, 0) / 14;
  return Math.round(perDay * (1 + (mix % 20)));
}
