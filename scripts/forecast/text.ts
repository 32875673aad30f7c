import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A fault of a file, told so that its owner finds the place. */
export class FileFault extends Error {
  constructor(file: string, line: number, message: string) {
    super(`${path.basename(file)} 第 ${line} 行：${message}`);
  }
}

/** Lines of a text file, `.gz` too; the header is line 1. */
export function linesOf(file: string): string[] {
  if (!existsSync(file)) throw new Error(`找不到文件 ${file}`);
  const bytes = readFileSync(file);
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = (zipped ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  const lines = text.split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  if (lines.length < 2) throw new FileFault(file, 1, '文件是空的，或者只有表头');
  return lines;
}

/** Numbers written with spaces between; one faulty word faults the cell. */
export function numbers(file: string, line: number, cell: string): Float64Array {
  const values = Float64Array.from(cell.split(' '), Number);
  const bad = values.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0 || cell === '')
    throw new FileFault(file, line, `第 ${bad + 1} 个数不是数字：“${cell.split(' ')[bad] ?? ''}”`);
  return values;
}
