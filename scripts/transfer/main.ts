/**
 * `npm run transfer -- --instance FILE.json --out plan.json [--seed 1] [--work 50] [--state FILE] [--cpu-seconds N]`:
 * the best transfers for any instance (docs/transfer.md), with value, bound and gap.
 * `--generate --stores 500 --skus 500 [--cities 20] [--seed 1] --out FILE.json` makes one.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { faultsOf } from './check';
import { generate } from './generate';
import type { TransferFile } from './instance';
import { gapPercent, planFile, solvePart } from './plan';
import type { SolvedPart } from './plan';
import { partsOf } from './problems';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    instance: text,
    out: text,
    seed: { type: 'string', default: '1' },
    work: { type: 'string', default: '50' },
    state: text,
    'cpu-seconds': text,
    generate: { type: 'boolean', default: false },
    stores: { type: 'string', default: '500' },
    skus: { type: 'string', default: '500' },
    cities: text,
  },
});
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const stop = (line: string): never => {
  say(line);
  process.exit(2);
};
/** Written beside and then moved: a file is whole or not there. */
const write = (file: string, data: unknown): void => {
  writeFileSync(`${file}.part`, JSON.stringify(data));
  renameSync(`${file}.part`, file);
};
const whole = (name: string, value: string | undefined, least: number): number => {
  const n = Number(value);
  return Number.isInteger(n) && n >= least
    ? n
    : stop(`--${name}: ${value} has to be a whole number from ${least}`);
};
const seed = whole('seed', values.seed, 0);
const out = values.out ?? stop('--out FILE.json is missing');

if (values.generate) {
  const stores = whole('stores', values.stores, 2);
  const skus = whole('skus', values.skus, 1);
  const cities = whole('cities', values.cities ?? String(Math.max(1, Math.round(stores / 25))), 1);
  const file = generate({ stores, skus, cities, seed });
  write(out, file);
  say(`${out}: ${stores} stores in ${cities} cities, ${skus} SKUs, ${file.lanes.length} lanes`);
  process.exit(0);
}

const name = values.instance ?? stop('--instance FILE.json is missing (or --generate)');
const raw = existsSync(name) ? readFileSync(name, 'utf8') : stop(`${name} is not there`);
const file = checked(raw);
const parts = partsOf(file);
const allowed =
  values['cpu-seconds'] === undefined ? Number.POSITIVE_INFINITY : Number(values['cpu-seconds']);
if (!(allowed > 0)) stop(`--cpu-seconds: ${values['cpu-seconds']} has to be a number above 0`);
const work = whole('work', values.work, 1) * 1_000_000;
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const key = createHash('sha256').update(raw).update(`${seed} ${work}`).digest('hex');
const done = new Map(stateOf(values.state, key).map((part) => [part.name, part]));
let shareDone = 0;
for (const [i, part] of parts.entries()) {
  shareDone += part.share;
  if (!done.has(part.name)) {
    if (values.state !== undefined && cpuSeconds() > allowed) {
      stop(`stopped after ${i} of ${parts.length} parts; the same command goes on from here`);
    }
    // With a state file the rest is left for the next run, without one everything has to be done in time.
    const until = values.state === undefined ? allowed * shareDone : Number.POSITIVE_INFINITY;
    const limited = until !== Number.POSITIVE_INFINITY;
    const enough = () => limited && cpuSeconds() > until;
    const solved = solvePart(part, { work, seed, enough });
    done.set(part.name, solved);
    if (values.state !== undefined) write(values.state, { key, parts: [...done.values()] });
  }
  const { value = 0, bound = 0 } = done.get(part.name) ?? {};
  say(
    `${i + 1}/${parts.length} ${part.name}: ${value.toFixed(2)}, ${gapPercent(value, bound)} % below its bound`,
  );
}
const plan = planFile(
  file,
  parts.flatMap(({ name: part }) => done.get(part) ?? []),
  seed,
);
write(out, plan);
const { value, bound, gapPercent: gap, greedy, lanes } = plan;
const rssMb = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  JSON.stringify({
    value,
    bound,
    gapPercent: gap,
    greedy,
    lanes: lanes.length,
    cpuSeconds: Number(cpuSeconds().toFixed(2)),
    rssMb,
  }),
);

function checked(json: string): TransferFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    stop(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const faults = faultsOf(parsed);
  if (faults.length > 0) stop(`${name} cannot be solved:\n  ${faults.join('\n  ')}`);
  // `faultsOf` looked at every field.
  return parsed as TransferFile;
}

/** Parts solved by an earlier run of the same instance, seed and work. */
function stateOf(path: string | undefined, wanted: string): readonly SolvedPart[] {
  if (path === undefined || !existsSync(path)) return [];
  const state = JSON.parse(readFileSync(path, 'utf8')) as { key?: string; parts?: SolvedPart[] };
  if (state.key === wanted) return state.parts ?? [];
  say(`${path} belongs to another instance, seed or work: starting afresh`);
  return [];
}
