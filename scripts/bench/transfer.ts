import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { generate } from '../transfer/generate';
import { greedies } from '../transfer/greedies';
import { askHighs } from '../transfer/highs';
import type { TransferFile } from '../transfer/instance';
import { partsOf } from '../transfer/problems';
import { progress, report, round } from './figures';

/** What the command prints in the end. */
interface Printed {
  readonly value: number;
  readonly bound: number;
  readonly gapPercent: number;
  readonly greedy: number;
  readonly lanes: number;
  readonly cpuSeconds: number;
  readonly rssMb: number;
}
const SIZES = ['25x50', '100x200', '500x500', '500x2000'];
/** Arcs of one part up to which HiGHS solves its relaxation in reasonable time, and the problem itself. */
const LP_ARCS = 30_000;
const MIP_ARCS = 600;

/**
 * `--sizes 25x50,500x500 --seeds 1,2 --cities N --highs 600`: invented chains solved by `npm run transfer` in a process of its own,
 * start and reading included. Beside it three greedy rules, and HiGHS: the optimum of small parts, otherwise the strong linear
 * relaxation, within so many seconds (0: without).
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sizes: { type: 'string', default: SIZES.join(',') },
      seeds: { type: 'string', default: '1' },
      cities: { type: 'string' },
      highs: { type: 'string', default: '600' },
    },
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'transfer-'));
  for (const size of values.sizes.split(',')) {
    const [stores = 0, skus = 0] = size.split('x').map(Number);
    const cities = Number(values.cities ?? Math.max(1, Math.round(stores / 25)));
    for (const seed of values.seeds.split(',').map(Number)) {
      progress(`${size}, seed ${seed} …`);
      const file = generate({ stores, skus, cities, seed });
      const own = run(file, folder);
      const problems = partsOf(file).map((part) => part.problem());
      const sum = (rule: keyof typeof greedies): number =>
        round(
          problems.reduce((total, problem) => total + greedies[rule](problem), 0),
          2,
        );
      report('transfer', {
        size,
        seed,
        cities,
        arcs: problems.reduce((total, { arcs }) => total + arcs.count, 0),
        ...own,
        greedyNearest: sum('nearest'),
        greedyUnitProfit: sum('unitProfit'),
        ...(await highs(file, Number(values.highs), own.value)),
      });
    }
  }
  rmSync(folder, { recursive: true });
}

function run(file: TransferFile, folder: string): Printed {
  const [instance, out] = [path.join(folder, 'instance.json'), path.join(folder, 'plan.json')];
  writeFileSync(instance, JSON.stringify(file));
  const printed = execFileSync(
    process.execPath,
    ['scripts/run.mjs', 'scripts/transfer/main.ts', '--instance', instance, '--out', out],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  // The command's own last line, of the shape above.
  return JSON.parse(printed) as Printed;
}

/** HiGHS over all parts; nothing when it is not asked, a part is too big, or the time is up. */
async function highs(file: TransferFile, seconds: number, value: number) {
  const parts = partsOf(file);
  const most = Math.max(0, ...parts.map((part) => part.problem().arcs.count));
  if (seconds <= 0 || most > LP_ARCS) return {};
  const relax = most > MIP_ARCS;
  const from = process.cpuUsage();
  const until = performance.now() + 1000 * seconds;
  let total = 0;
  for (const { lanes, name } of parts) {
    const left = (until - performance.now()) / 1000;
    const found = left > 0 ? await askHighs(file, lanes, { relax, seconds: left }) : undefined;
    if (!found?.optimal) return { highs: 'no answer in time' };
    progress(`HiGHS ${name}: ${found.value.toFixed(2)}`);
    total += found.value;
  }
  const { user, system } = process.cpuUsage(from);
  return {
    [relax ? 'highsRelaxation' : 'highsOptimum']: round(total, 2),
    belowHighsPercent: round((100 * (total - value)) / total, 3),
    highsCpuSeconds: round((user + system) / 1e6),
  };
}
