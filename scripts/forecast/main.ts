/**
 * `npm run forecast -- --sales FILE --calendar FILE [--prices FILE] [--horizon 7] [--backtest N] --out FILE`:
 * what every product of every shop will need in the coming seven days, from anyone's own history.
 * With `--backtest N` the same for the last N weeks, against what came.
 */
import process from 'node:process';
import { run } from './run';
import { readFlags } from './flags';

const flags = readFlags(process.argv.slice(2));
if (typeof flags === 'string') {
  console.error(flags);
  process.exit(2);
}
await run(flags).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
process.exit(0);
