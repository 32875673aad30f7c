import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Small keyed state that outlives the process: users, payment books, the clock. */
export interface Records<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  delete(key: string): void;
  values(): T[];
}

type Line<T> = { readonly k: string; readonly v?: T };

/**
 * Opens the records of one file, a JSON line per change; without a file they live in memory.
 * A change is in the operating system's hands before `set` returns, so a killed process loses nothing.
 */
export const openRecords = <T>(file?: string): Records<T> => {
  const held = new Map<string, T>();
  if (file) {
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file)) replay(file, held);
    compact(file, held);
  }
  const write = (line: Line<T>) => {
    if (file) appendFileSync(file, `${JSON.stringify(line)}\n`);
  };

  return {
    get: (key) => held.get(key),
    set: (key, value) => {
      held.set(key, value);
      write({ k: key, v: value });
    },
    delete: (key) => {
      if (held.delete(key)) write({ k: key });
    },
    values: () => [...held.values()],
  };
};

const replay = <T>(file: string, into: Map<string, T>): void => {
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    const line = parse<T>(text);
    if (!line) continue;
    if (line.v === undefined) into.delete(line.k);
    else into.set(line.k, line.v);
  }
};

/** A line cut short by a crash was never acknowledged: leaving it out is right. */
const parse = <T>(text: string): Line<T> | undefined => {
  try {
    // The file is written by this module alone, so a line that parses has this shape.
    return text ? (JSON.parse(text) as Line<T>) : undefined;
  } catch {
    return undefined;
  }
};

const compact = <T>(file: string, held: Map<string, T>): void => {
  const lines = [...held].map(([k, v]) => `${JSON.stringify({ k, v })}\n`);
  writeFileSync(`${file}.new`, lines.join(''));
  renameSync(`${file}.new`, file);
};
