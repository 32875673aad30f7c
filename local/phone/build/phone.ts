/** Builds a native mini-program into static files that a browser runs. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toolHash } from './bundle';
import { isCurrent, listFiles, readManifest, stamp, writeManifest } from './manifest';
import { hash } from './store';
import type { PhoneBuild, PhoneOptions } from './types';

/**
 * Faults of the source come back as `problems`; only a missing source or a fault of this tool throws.
 * An unchanged source is recognised by content and costs well under 300 ms.
 */
export async function buildPhone(options: PhoneOptions): Promise<PhoneBuild> {
  const start = performance.now();
  const took = (): number => Math.round(performance.now() - start);
  const root = sourceRoot(options);
  const names = listFiles(root);
  const assets = names.filter((name) => !/\.(ts|js|json|wxml|wxss|wxs)$/.test(name));
  const tool = toolHash();
  const key = hash(
    tool,
    root,
    options.outDir,
    JSON.stringify([options.alias, options.live, names]),
  );

  const last = readManifest(options.cacheDir);
  if (last && isCurrent(last, key, options.outDir)) {
    return { problems: last.problems, files: last.files, ms: took(), unchanged: true };
  }
  // The compilers cost 100 ms to load; an unchanged build does without them.
  const { compile } = await import('./compile');
  const { inputs, problems, files } = await compile(root, names, tool, options);
  const stamps = Object.fromEntries([...inputs].map(([file, text]) => [file, stamp(file, text)]));
  for (const name of assets) {
    const file = join(root, name);
    stamps[file] = stamp(file, readFileSync(file));
  }
  writeManifest(options.cacheDir, { key, inputs: stamps, problems, files });
  return { problems, files, ms: took(), unchanged: false };
}

/** The folder of app.json. */
export function sourceRoot({ miniprogramRoot, projectDir }: PhoneOptions): string {
  const root = miniprogramRoot ?? projectRoot(projectDir ?? '.');
  if (!existsSync(join(root, 'app.json'))) throw new Error(`no app.json in ${root}`);
  return resolve(root);
}

function projectRoot(projectDir: string): string {
  const text = readFileSync(join(projectDir, 'project.config.json'), 'utf8');
  const { miniprogramRoot = '.' }: { miniprogramRoot?: string } = JSON.parse(text);
  return join(projectDir, miniprogramRoot);
}
