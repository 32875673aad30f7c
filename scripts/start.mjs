/** `npm start`: installs what is missing, builds, seeds and runs everything. `--help` lists the flags. */
const from = performance.now();
const { ready } = await import('./ready.mjs');
await ready();
const { register } = await import('tsx/esm/api');
register();
const { start } = await import('./start/main.ts');
await start(process.argv.slice(2), from);
