import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { LocalOptions, World } from '../../local/index';
import { startLocal } from '../../local/index';

/** Inside the repository, so that the functions find the SDKs as deployed ones do. */
const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));

export interface FunctionFiles {
  readonly source: string;
  readonly config?: object;
}

/** A world in memory with functions written by the test, all in CommonJS as the platform runs it. */
export const startFunctionWorld = async (
  functions: Readonly<Record<string, string | FunctionFiles>>,
  options: Partial<LocalOptions> = {},
) => {
  await mkdir(CACHE, { recursive: true });
  const functionsDir = await mkdtemp(join(CACHE, 'functions-'));
  const write = async (name: string, files: string | FunctionFiles) => {
    const { source, config } =
      typeof files === 'string' ? { source: files, config: undefined } : files;
    await mkdir(join(functionsDir, name), { recursive: true });
    if (config) await writeFile(join(functionsDir, name, 'config.json'), JSON.stringify(config));
    await writeFile(join(functionsDir, name, 'index.js'), source);
  };
  for (const [name, files] of Object.entries(functions)) await write(name, files);

  const lines: string[] = [];
  const world: World = await startLocal({
    port: 0,
    functionsDir,
    collections: [{ name: 'notes' }],
    onLog: (line) => lines.push(line),
    ...options,
  });
  return {
    world,
    lines,
    write,
    stop: async () => {
      await world.close();
      await rm(functionsDir, { recursive: true, force: true });
    },
  };
};

/** What both SDKs need at the top of a function. */
export const SDK = `
  const tcb = require('@cloudbase/node-sdk');
  const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV });
  const db = app.database();
`;

/** Waits until a condition holds; fails with its last state when it never does. */
export const until = async (holds: () => boolean, withinMs = 5000): Promise<void> => {
  const end = Date.now() + withinMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`still not so after ${withinMs} ms: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
