import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

function* files(dir: string): Generator<string> {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const full = path.join(dir, entry.name);
    if (entry.isDirectory()) yield* files(full);
    else yield full;
  }
}

/** Size and time of every file below the paths: equal stamps mean nothing to rebuild. */
export function stampOf(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const root of paths) {
    if (!existsSync(root)) continue;
    for (const file of statSync(root).isDirectory() ? [...files(root)].sort() : [root]) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Runs `build` unless `out` was built from the same sources; returns whether it ran. */
export async function unlessFresh(
  name: string,
  sources: readonly string[],
  out: string,
  build: () => Promise<void>,
  /** What else goes into the result: settings that lie in no file. */
  settings = '',
): Promise<boolean> {
  const file = path.join('.cache', `${name}.stamp`);
  const stamp = stampOf(sources) + settings;
  if (existsSync(out) && existsSync(file) && readFileSync(file, 'utf8') === stamp) return false;
  await build();
  mkdirSync('.cache', { recursive: true });
  writeFileSync(file, stamp);
  return true;
}
