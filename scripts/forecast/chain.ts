import { epochDay } from '#shared/domain/forecast/series';
import type { Series } from '#shared/domain/forecast/series';
import { FileFault } from './text';

const SELLING_HOURS = 16;
interface Day {
  readonly sold: number;
  readonly out: number;
  readonly price: number;
}

/**
 * A line a day, shop and product, in any order; days between without a line count as nothing sold. A chain
 * that writes 分类 and 城市 too lets its slow sellers learn from their like.
 */
export function readChain(file: string, lines: readonly string[]): Series[] {
  const names = (lines[0] ?? '').split(',').map((name) => name.trim());
  const at = (name: string): number => names.indexOf(name);
  const columns = { day: at('日期'), store: at('门店编码'), item: at('条码'), sold: at('销量') };
  const missing = Object.entries(columns).find(([, i]) => i < 0);
  if (missing) throw new FileFault(file, 1, '表头里要有 日期、门店编码、条码、销量');
  const books = new Map<string, { cells: readonly string[]; days: Map<number, Day> }>();
  let last = -Infinity;
  lines.slice(1).forEach((line, r) => {
    const cells = line.split(',');
    const cell = (i: number): string => (cells[i] ?? '').trim();
    const day = epochDay(cell(columns.day));
    const sold = Number(cell(columns.sold));
    if (!Number.isFinite(day))
      throw new FileFault(file, r + 2, `日期要写成 2026-11-22：“${cell(columns.day)}”`);
    if (cell(columns.sold) === '' || !Number.isFinite(sold))
      throw new FileFault(file, r + 2, `销量不是数字：“${cell(columns.sold)}”`);
    const key = `${cell(columns.store)}/${cell(columns.item)}`;
    let book = books.get(key);
    if (!book) books.set(key, (book = { cells, days: new Map() }));
    book.days.set(day, {
      sold,
      out: Number(cell(at('缺货小时')) || 0) / SELLING_HOURS,
      price: Number(cell(at('成交价占比(%)')) || 100) / 100,
    });
    last = Math.max(last, day);
  });
  return [...books].map(([id, { cells, days }]) => {
    const first = Math.min(...days.keys());
    const all = Array.from({ length: last - first + 1 }, (_, t) => days.get(first + t));
    return {
      id,
      store: (cells[columns.store] ?? '').trim(),
      item: (cells[columns.item] ?? '').trim(),
      category: (cells[at('分类')] ?? '').trim(),
      region: (cells[at('城市')] ?? '').trim(),
      first,
      sold: all.map((d) => d?.sold ?? 0),
      outShare: all.map((d) => Math.min(1, d?.out ?? 0)),
      price: all.map((d) => d?.price ?? 1),
      priceIsShare: true,
    };
  });
}
