/**
 * Fits the seed's sales generator to a real chain: `node scripts/run.mjs scripts/seed/fit.ts FILE`.
 * Reads daily rows in the layout of the FreshRetailNet-50K cut (city, store, three category levels,
 * product, 90 days of sales, stock-out hours between 6 and 22, percent of list price, activity flag)
 * and prints the figures kept in `profile.ts`; see docs/seed.md.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const FIRST_DAY = Date.UTC(2024, 2, 28);
const HOURS_OPEN = 16;

interface Series {
  store: string;
  product: string;
  sale: number[];
  out: number[];
  price: number[];
}

const numbers = (text: string, n: number): number[] => {
  const values = text.split(' ').map(Number);
  return values.length === 1 ? Array.from({ length: n }, () => values[0] ?? 0) : values;
};

function load(file: string): Series[] {
  const text = gunzipSync(readFileSync(file)).toString('utf8').trim();
  return text
    .split('\n')
    .slice(1)
    .map((row) => {
      const [, store = '', , , , product = '', sale = '', out = '', price = ''] = row.split(',');
      const sold = numbers(sale, 90);
      return {
        store,
        product,
        sale: sold,
        out: numbers(out, sold.length),
        price: numbers(price, sold.length),
      };
    });
}

const mean = (v: readonly number[]) => (v.length ? v.reduce((a, b) => a + b, 0) / v.length : 0);
const quantiles = (v: readonly number[], at: readonly number[]) => {
  const s = [...v].sort((a, b) => a - b);
  return at.map((q) =>
    Number((s[Math.min(s.length - 1, Math.floor(q * s.length))] ?? 0).toFixed(3)),
  );
};
const DECILES = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
const weekday = (day: number) => new Date(FIRST_DAY + day * 86_400_000).getUTCDay();

const series = load(process.argv[2] ?? '');

/** Mean over days on sale all day, relative to the series' own mean. */
const fullDays = (s: Series) => s.sale.map((v, d) => ({ v, d })).filter(({ d }) => s.out[d] === 0);
const weekdays = Array.from({ length: 7 }, () => [] as number[]);
const levels: number[] = [];
const noise: number[] = [];
const uplift: { cheap: number[]; full: number[] }[] = [];
for (const s of series) {
  const full = fullDays(s);
  const level = mean(full.map((x) => x.v));
  if (full.length < 20 || level === 0) continue;
  levels.push(level);
  for (const { v, d } of full) weekdays[weekday(d)]?.push(v / level);
  noise.push(Math.sqrt(mean(full.map(({ v }) => (v / level - 1) ** 2))));
  const cheap = full.filter(({ d }) => (s.price[d] ?? 100) < 85).map(({ v }) => v / level);
  const dear = full.filter(({ d }) => (s.price[d] ?? 100) >= 95).map(({ v }) => v / level);
  if (cheap.length > 4 && dear.length > 4) uplift.push({ cheap, full: dear });
}
const out = series.flatMap((s) => s.out);
const outDays = out.filter((h) => h > 0);
/** After a day with stock-out, how often is the next one too? */
let after = 0;
let both = 0;
for (const s of series)
  for (let d = 0; d + 1 < s.out.length; d += 1)
    if ((s.out[d] ?? 0) > 0) {
      after += 1;
      if ((s.out[d + 1] ?? 0) > 0) both += 1;
    }
const prices = series.flatMap((s) => s.price);
const cut = prices.filter((p) => p < 95);
let cutAfterCut = 0;
let cuts = 0;
for (const s of series)
  for (let d = 0; d + 1 < s.price.length; d += 1)
    if ((s.price[d] ?? 100) < 95) {
      cuts += 1;
      if ((s.price[d + 1] ?? 100) < 95) cutAfterCut += 1;
    }
const byStore = new Map<string, number>();
for (const s of series) byStore.set(s.store, (byStore.get(s.store) ?? 0) + mean(s.sale));
const storeMean = mean([...byStore.values()]);

console.log(
  JSON.stringify(
    {
      series: series.length,
      stores: byStore.size,
      weekday: weekdays.map((v) => Number(mean(v).toFixed(3))),
      /** Popularity: a series' daily level relative to the mean level, at deciles. */
      popularity: quantiles(
        levels.map((l) => l / mean(levels)),
        DECILES,
      ),
      storeSize: quantiles(
        [...byStore.values()].map((v) => v / storeMean),
        DECILES,
      ),
      noise: quantiles(noise, [0.1, 0.5, 0.9]),
      stockOut: {
        shareOfDays: Number((outDays.length / out.length).toFixed(3)),
        hours: quantiles(outDays, DECILES),
        wholeDay: Number((out.filter((h) => h >= HOURS_OPEN).length / out.length).toFixed(4)),
        stays: Number((both / after).toFixed(3)),
      },
      discount: {
        shareOfDays: Number((cut.length / prices.length).toFixed(3)),
        pricePct: quantiles(cut, DECILES),
        stays: Number((cutAfterCut / cuts).toFixed(3)),
        uplift: Number(
          (mean(uplift.map((u) => mean(u.cheap))) / mean(uplift.map((u) => mean(u.full)))).toFixed(
            3,
          ),
        ),
      },
    },
    null,
    2,
  ),
);
