/**
 * `npm run trust -- <suite> [--deep] [--seed N] [--only function]`, or `-- all`: shows with counts that nothing is
 * lost (docs/trust-report.md). Ends with 1 when anything is broken, or when a count lies below its floor.
 */
import { parseArgs } from 'node:util';
import type { Size, Suite } from './suite';
import { GATE, SUITES } from './suites';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    suite: { type: 'string', default: 'money' },
    /** How many, in place of the size's own number; `--histories` says the same. */
    many: { type: 'string' },
    histories: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    deep: { type: 'boolean', default: false },
  },
});
const [wanted = ''] = positionals;
const names = wanted === 'all' ? Object.keys(values.deep ? SUITES : GATE) : [wanted];
const seed = Number(values.seed);
if (!names.every((name) => name in SUITES) || !Number.isSafeInteger(seed)) {
  console.error(
    `usage: npm run trust -- ${['all', ...Object.keys(SUITES)].join('|')} [--deep] [--seed N]`,
  );
  process.exit(2);
}
/** At most two sentences of each function, 20 in all: one defect speaks often. */
function spread(broken: readonly string[]): string[] {
  const by = new Map<string, number>();
  return broken
    .filter((line) => {
      const [of = ''] = line.split(/[ :(]/);
      const n = (by.get(of) ?? 0) + 1;
      by.set(of, n);
      return n <= 2;
    })
    .slice(0, 20);
}

/** Runs one suite and prints its line; true when nothing is broken. */
async function show(name: string, run: Suite, size: Size): Promise<boolean> {
  const from = performance.now();
  const { counts, floors, broken } = await run(size);
  const short = Object.entries(floors).filter(([what, floor]) => (counts[what] ?? 0) < floor);
  const shown = spread(broken);
  for (const line of shown) console.log(`  ${line}`);
  if (broken.length > shown.length) console.log(`  … and ${broken.length - shown.length} more`);
  for (const [what, floor] of short) console.log(`  ${what} is below its floor of ${floor}`);
  const seconds = ((performance.now() - from) / 1_000).toFixed(1);
  const told = Object.entries(counts).map(([what, n]) => `${what}=${n}`);
  console.log(`suite=${name} ${told.join(' ')} seconds=${seconds}`);
  return broken.length === 0 && short.length === 0;
}

let fine = true;
for (const name of names) {
  const run = SUITES[name];
  const told = values.many ?? values.histories;
  const many = told === undefined ? undefined : Number(told);
  const size = { deep: values.deep, seed, only: values.only, many };
  if (run) fine = (await show(name, run, size)) && fine;
}
process.exit(fine ? 0 : 1);
