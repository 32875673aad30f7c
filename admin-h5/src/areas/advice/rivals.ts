import { fenOf } from '../../ui/format';

export interface RivalRow {
  readonly barcode: string;
  readonly competitor: string;
  readonly priceFen: number;
  readonly city: string;
}
export interface Read {
  readonly rows: RivalRow[];
  /** Line (from 1) and what it says. */
  readonly faults: { line: number; text: string }[];
}

/**
 * Lines of barcode, competitor, price in yuan and, if it holds in one city only, the city; with commas or
 * tabs between, as a spreadsheet's copy or a CSV file has them. A head line is passed over.
 */
export function readRivals(text: string): Read {
  const rows: RivalRow[] = [];
  const faults: Read['faults'] = [];
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    const cells = raw.split(/[,，\t]/).map((cell) => cell.trim().replaceAll('"', ''));
    const [barcode = '', competitor = '', price = '', city = ''] = cells;
    if (barcode === '' || (at === 0 && !/\d/.test(price))) continue;
    const priceFen = fenOf(price.replace(/^¥/, ''));
    if (competitor === '' || priceFen === null || priceFen <= 0)
      faults.push({ line: at + 1, text: raw });
    else rows.push({ barcode, competitor, priceFen, city });
  }
  return { rows, faults };
}
