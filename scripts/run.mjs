/** Runs a TypeScript script: `node scripts/run.mjs scripts/bench/main.ts order --n 100`. */
import { ready } from './ready.mjs';

const [entry, ...args] = process.argv.slice(2);
await ready();
const { pathToFileURL } = await import('node:url');
const { register } = await import('tsx/esm/api');
register();
process.argv = [process.argv[0] ?? 'node', entry, ...args];
await import(pathToFileURL(entry).href);
