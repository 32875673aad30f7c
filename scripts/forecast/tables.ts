import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import { createGzip } from 'node:zlib';

/** A CSV file written line by line; gzipped where its name ends in `.gz`. */
export interface Table {
  write(cells: readonly (string | number)[]): Promise<void>;
  close(): Promise<void>;
}

export function tableAt(file: string, header: readonly string[]): Table {
  const source = new PassThrough();
  const target = createWriteStream(file);
  const done = file.endsWith('.gz')
    ? pipeline(source, createGzip(), target)
    : pipeline(source, target);
  // The fault is told by whoever closes the table.
  done.catch(() => undefined);
  const write = async (cells: readonly (string | number)[]): Promise<void> => {
    const line = cells.map((cell) => (typeof cell === 'number' ? figure(cell) : quoted(cell)));
    if (!source.write(`${line.join(',')}\n`)) await Promise.race([once(source, 'drain'), done]);
  };
  void write(header);
  return {
    write,
    close: async () => {
      source.end();
      await done;
    },
  };
}

const quoted = (cell: string): string =>
  /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
/** Three decimals are enough for pieces a day. */
const figure = (value: number): string => String(Math.round(value * 1_000) / 1_000);
