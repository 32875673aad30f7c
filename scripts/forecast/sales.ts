import { existsSync } from 'node:fs';
import type { Series } from '#shared/domain/forecast/series';
import type { CalendarFile } from './calendars';
import { readChain } from './chain';
import { FileFault, linesOf, numbers } from './text';

/** Hours a day over which FreshRetailNet counts stock-outs. */
const SELLING_HOURS = 16;

/**
 * Reads a chain's daily history, one of three layouts told apart by the header:
 *
 * - `city,store,cat1,cat2,cat3,product,sale[…],stockout_hours…,discount_pct…,activity…`, a line a series, counted from
 *   the calendar's first day (FreshRetailNet);
 * - `store,item,first_d,sales…` and a file of price changes (M5);
 * - `日期,门店编码,条码,销量[,缺货小时,成交价占比(%)]`, a line a day: what `npm run import -- --sales` takes.
 *
 * Discounts and activities that run on beyond the sales are plans for the days to come.
 */
export function readSales(file: string, dates: CalendarFile, prices?: string): Series[] {
  const lines = linesOf(file);
  const header = lines[0] ?? '';
  if (header.startsWith('city,store,cat1')) return readFrn(file, lines, dates);
  if (header.startsWith('store,item,first_d')) return readM5(file, lines, dates, prices);
  if (header.includes('门店编码') && header.includes('条码')) return readChain(file, lines);
  throw new FileFault(
    file,
    1,
    '不认识这种表头。可以用：city,store,cat1,…；store,item,first_d,…；或 日期,门店编码,条码,销量',
  );
}

function readFrn(file: string, lines: readonly string[], dates: CalendarFile): Series[] {
  return lines.slice(1).map((line, r) => {
    const [region = '', store = '', , category = '', , item = '', sale, out, discount, activity] =
      line.split(',');
    if (sale === undefined || activity === undefined)
      throw new FileFault(file, r + 2, '这一行的列数不够，要有 10 列');
    const sold = numbers(file, r + 2, sale);
    const prices = numbers(file, r + 2, discount ?? '100');
    const hours = numbers(file, r + 2, out ?? '0');
    return {
      id: `${store}/${item}`,
      region,
      store,
      item,
      category,
      first: dates.first,
      sold,
      outShare: spread(hours, sold.length).map((h) => Math.min(1, h / SELLING_HOURS)),
      price: spread(prices, sold.length).map((p) => p / 100),
      priceIsShare: true,
      promo: Float64Array.from(activity, Number),
    };
  });
}

/** One value for all days is written once. */
const spread = (values: Float64Array, days: number): Float64Array =>
  values.length === 1 ? new Float64Array(days).fill(values[0] ?? 0) : values;

function readM5(
  file: string,
  lines: readonly string[],
  dates: CalendarFile,
  priceFile: string | undefined,
): Series[] {
  const beside = file.replace('_sales', '_prices');
  const source = priceFile ?? (beside !== file && existsSync(beside) ? beside : undefined);
  const prices = source === undefined ? new Map<string, string>() : priceChanges(source);
  return lines.slice(1).map((line, r) => {
    const [store = '', item = '', first = '', sale] = line.split(',');
    if (sale === undefined) throw new FileFault(file, r + 2, '这一行的列数不够，要有 4 列');
    const sold = numbers(file, r + 2, sale);
    const from = Number(first);
    const id = `${store}/${item}`;
    const changes = prices.get(id);
    return {
      id,
      region: store.split('_')[0] ?? store,
      store,
      item,
      category: item.includes('_') ? item.slice(0, item.lastIndexOf('_')) : item,
      first: dates.first + from - dates.firstNumber,
      sold,
      price: changes === undefined ? undefined : pricesFrom(changes, from, sold.length + 7),
    };
  });
}

const priceChanges = (file: string): Map<string, string> =>
  new Map(
    linesOf(file)
      .slice(1)
      .map((line) => {
        const [store = '', item = '', changes = ''] = line.split(',');
        return [`${store}/${item}`, changes];
      }),
  );

/** `29:0.47 78:0.54` as a price for every day from day `first` on; a week beyond the sales too, as far as planned. */
function pricesFrom(changes: string, first: number, days: number): Float64Array {
  const prices = new Float64Array(days);
  for (const change of changes.split(' ')) {
    const [from = 0, price = 0] = change.split(':').map(Number);
    prices.fill(price, Math.max(0, from - first));
  }
  return prices;
}
