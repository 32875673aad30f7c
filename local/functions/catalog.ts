import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Code } from './protocol';

/** A timer as a function's `config.json` declares it. */
export interface Trigger {
  readonly name: string;
  readonly type: string;
  /** Seven fields: second minute hour day month weekday year. */
  readonly config: string;
}

/** A deployed function: a folder with an `index.js`. */
export interface CloudFunction {
  readonly name: string;
  readonly timeLimitMs: number;
  readonly triggers: readonly Trigger[];
  readonly code: Code;
}

/** The CLI's default when a function's config.json names no limit. */
const DEFAULT_TIMEOUT_S = 15;
const LONGEST_TIMEOUT_S = 60;

/** Where a function's files stand: any edit changes it. */
const stampOf = (folder: string): string =>
  ['index.js', 'config.json']
    .map((file) => {
      const stat = statSync(join(folder, file), { throwIfNoEntry: false });
      return stat ? `${stat.mtimeMs}:${stat.size}` : '-';
    })
    .join(' ');

/** The functions of one folder as they stand on the disk; `scan` says what changed since the last scan. */
export const createCatalog = (dir: string, problem: (name: string, error: Error) => void) => {
  const known = new Map<string, { stamp: string; fn: CloudFunction }>();
  let versions = 0;

  const read = (name: string, folder: string): CloudFunction => {
    const file = join(folder, 'index.js');
    const { timeLimitMs, triggers } = readConfig(join(folder, 'config.json'));
    const source = readFileSync(file, 'utf8');
    // A syntax error shows before anything of the old version is given up.
    if (known.has(name)) compileFunction(source, ['exports', 'require'], { filename: file });
    versions += 1;
    return { name, timeLimitMs, triggers, code: { name, version: versions, file, source } };
  };

  const scan = (): { changed: CloudFunction[]; removed: string[] } => {
    const changed: CloudFunction[] = [];
    const present = new Set<string>();
    for (const name of existsSync(dir) ? readdirSync(dir) : []) {
      const folder = join(dir, name);
      if (!existsSync(join(folder, 'index.js'))) continue;
      present.add(name);
      const stamp = stampOf(folder);
      if (known.get(name)?.stamp === stamp) continue;
      try {
        const fn = read(name, folder);
        known.set(name, { stamp, fn });
        changed.push(fn);
      } catch (error) {
        // A syntax error or a half-written file: what was there keeps serving.
        problem(name, error instanceof Error ? error : new Error(String(error)));
      }
    }
    const removed = [...known.keys()].filter((name) => !present.has(name));
    for (const name of removed) known.delete(name);
    return { changed, removed };
  };

  return {
    scan,
    get: (name: string): CloudFunction | undefined => known.get(name)?.fn,
    all: (): CloudFunction[] => [...known.values()].map(({ fn }) => fn),
    /** A version that does not load gives way to the one that did. */
    putBack: (fn: CloudFunction): void => {
      const entry = known.get(fn.name);
      if (entry) known.set(fn.name, { stamp: entry.stamp, fn });
    },
  };
};

export type Catalog = ReturnType<typeof createCatalog>;

const readConfig = (file: string): Pick<CloudFunction, 'timeLimitMs' | 'triggers'> => {
  // The deployment tools check this file; here only the two fields that change what runs are read.
  const config = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { timeout?: number; triggers?: Trigger[] })
    : {};
  const seconds = Math.min(Math.max(config.timeout ?? DEFAULT_TIMEOUT_S, 1), LONGEST_TIMEOUT_S);
  return { timeLimitMs: seconds * 1000, triggers: config.triggers ?? [] };
};
