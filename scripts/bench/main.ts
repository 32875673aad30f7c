/** `npm run bench -- order|locate|cold|start|forecast|quote|transfer [flags]`: figures as JSON lines, for comparing, never for passing. */
import process from 'node:process';

const benches: Record<string, () => Promise<{ bench(args: readonly string[]): Promise<void> }>> = {
  order: () => import('./order'),
  locate: () => import('./locate'),
  cold: () => import('./cold'),
  start: () => import('./start'),
  quote: () => import('./quote'),
  forecast: () => import('./forecast'),
  transfer: () => import('./transfer'),
};
const [name = '', ...args] = process.argv.slice(2);
const load = benches[name];
if (!load) {
  console.error(`npm run bench -- ${Object.keys(benches).join('|')}`);
  process.exit(2);
}
await (await load()).bench(args);
process.exit(0);
