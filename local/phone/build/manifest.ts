/** What the last build was made from, so that an unchanged source costs a few `stat` calls. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash } from './store';
import type { PhoneProblem } from './types';

interface Stamp {
  mtimeMs: number;
  size: number;
  hash: string;
}

export interface Manifest {
  /** Options, tool and the list of names in the root. */
  key: string;
  inputs: Record<string, Stamp>;
  problems: PhoneProblem[];
  files: string[];
}

/** Files of a folder, relative and sorted; dependencies and hidden folders are not the app's. */
export function listFiles(dir: string, prefix = ''): string[] {
  const names: string[] = [];
  for (const entry of readdirSync(join(dir, prefix), { withFileTypes: true })) {
    if (entry.name.startsWith('.') || /^(node_modules|miniprogram_npm)$/.test(entry.name)) continue;
    const path = prefix + entry.name;
    if (entry.isDirectory()) names.push(...listFiles(dir, `${path}/`));
    else names.push(path);
  }
  return names.sort();
}

export function readManifest(cacheDir: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(cacheDir, 'manifest.json'), 'utf8'));
  } catch {
    return undefined;
  }
}

export function writeManifest(cacheDir: string, manifest: Manifest): void {
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(join(cacheDir, 'manifest.json'), JSON.stringify(manifest));
}

export function stamp(file: string, text: string | Uint8Array): Stamp {
  const { mtimeMs, size } = statSync(file);
  return { mtimeMs, size, hash: hash(text) };
}

/** True when every input has the content it had and every output is still there. */
export function isCurrent(manifest: Manifest, key: string, outDir: string): boolean {
  if (manifest.key !== key) return false;
  if (!manifest.files.every((file) => existsSync(join(outDir, file)))) return false;
  return Object.entries(manifest.inputs).every(([file, was]) => {
    const now = statSync(file, { throwIfNoEntry: false });
    if (!now) return false;
    if (now.mtimeMs === was.mtimeMs && now.size === was.size) return true;
    // A checkout touches files without changing them.
    return now.size === was.size && hash(readFileSync(file)) === was.hash;
  });
}
