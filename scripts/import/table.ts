import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';

/** A cell as text: Excel's dates and numbers become what the user sees. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'number')
    return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(6)));
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value).trim();
}

/** Rows of an Excel or CSV file (`.gz` too, UTF-8 or GBK) as text, header first. */
export async function readTable(file: string): Promise<string[][]> {
  if (file.endsWith('.xlsx')) return (await readSheet(file)).map((row) => row.map(cell));
  const bytes = await readFile(file);
  const plain = file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return parse(decode(plain), {
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    bom: true,
  }) as string[][];
}

/** Excel on Chinese systems saves CSV as GBK. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gbk').decode(bytes);
  }
}
