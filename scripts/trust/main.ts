/**
 * `npm run trust -- sim --suite money [--histories 10000] [--seed 1]`: random histories over the real functions,
 * every invariant checked after each (docs/trust-report.md). A broken one is replayed smaller and printed; the
 * same seed is the same history. Ends with 1 when anything is broken.
 */
import { parseArgs } from 'node:util';
import { FULL, moneyHistory, type Size } from './money/history';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    suite: { type: 'string', default: 'money' },
    histories: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
  },
});
const histories = Number(values.histories);
const first = Number(values.seed);
if (
  positionals[0] !== 'sim' ||
  values.suite !== 'money' ||
  !Number.isSafeInteger(histories) ||
  !Number.isSafeInteger(first)
) {
  console.error('usage: npm run trust -- sim --suite money [--histories N] [--seed S]');
  process.exit(2);
}

/** The smallest of some sizes at which the seed still breaks. */
async function shrink(seed: number): Promise<{ size: Size; broken: string[] }> {
  for (const people of [1, 2, 3])
    for (const waves of [1, 2, 3])
      for (const faults of [0, 1, waves]) {
        const size = { people, waves, faults };
        const broken = await moneyHistory(seed, size, () => {});
        if (broken.length > 0) return { size, broken };
      }
  return { size: FULL, broken: await moneyHistory(seed, FULL, () => {}) };
}

const reached = new Map<string, number>();
const started = performance.now();
let bad = 0;
for (let seed = first; seed < first + histories; seed += 1) {
  const broken = await moneyHistory(seed, FULL, (what) =>
    reached.set(what, (reached.get(what) ?? 0) + 1),
  );
  if (broken.length > 0) {
    bad += 1;
    const small = await shrink(seed);
    console.log(JSON.stringify({ seed, ...small }));
    if (bad >= 5) break;
  }
  const done = seed - first + 1;
  if (done % 500 === 0) console.error(`${done} of ${histories}, broken=${bad}`);
}
const seconds = Math.round((performance.now() - started) / 1_000);
const counts = [...reached].sort(([a], [b]) => (a < b ? -1 : 1));
console.log(
  `histories=${histories} broken=${bad} seconds=${seconds} reached=${JSON.stringify(Object.fromEntries(counts))}`,
);
process.exitCode = bad > 0 ? 1 : 0;
