import { solve } from '#shared/domain/transfer/solve';
import type { Effort, Solved } from '#shared/domain/transfer/solve';
import { worthOf } from '#shared/domain/transfer/worth';
import type { TransferFile } from './instance';
import type { Part } from './problems';

/** What is found for one part: enough to go on later without solving it again. */
export interface SolvedPart {
  readonly name: string;
  readonly value: number;
  readonly cost: number;
  readonly bound: number;
  readonly greedy: number;
  /** Lane of the file, SKU, units: three numbers a line. */
  readonly lines: readonly number[];
}

/** Least work for a part, however small. */
const LEAST = 300_000;
/** Search nodes for the proof; large parts take fewer by themselves. */
const NODES = 8_000;

export function solvePart(part: Part, { work, seed, enough }: Omit<Effort, 'nodes'>): SolvedPart {
  const problem = part.problem();
  const steps = solve(problem, {
    work: Math.max(LEAST, work * part.share),
    nodes: NODES,
    seed,
    enough,
  });
  let solved: Solved | undefined;
  while (!solved) {
    const step = steps.next();
    if (step.done) solved = step.value;
  }
  const { broken } = worthOf(problem, solved.units);
  if (broken.length > 0) throw new Error(`${part.name}: ${broken.join('; ')}`);
  const { arcs, donors } = problem;
  const lines: number[] = [];
  solved.units.forEach((units, a) => {
    if (units === 0) return;
    const lane = part.lanes[arcs.lane[a] ?? -1] ?? -1;
    lines.push(lane, donors.sku[arcs.donor[a] ?? -1] ?? -1, units);
  });
  const { value, cost, bound, greedy } = solved;
  return { name: part.name, value, cost, bound, greedy, lines };
}

/** The plan as a file: figures, then the lanes used with what they carry. */
export function planFile(file: TransferFile, parts: readonly SolvedPart[], seed: number) {
  const sum = (key: 'value' | 'cost' | 'bound' | 'greedy'): number =>
    round(parts.reduce((total, part) => total + part[key], 0));
  const lanes = new Map<number, { sku: string; units: number; profit: number }[]>();
  for (const { lines } of parts) {
    for (let i = 0; i < lines.length; i += 3) {
      const [at = -1, sku = -1, units = 0] = lines.slice(i, i + 3);
      const row = file.lanes[at];
      const profit = row?.profit[row.skus.indexOf(sku)] ?? 0;
      const line = { sku: file.skus[sku] ?? '', units, profit };
      const own = lanes.get(at);
      if (own) own.push(line);
      else lanes.set(at, [line]);
    }
  }
  const value = sum('value');
  const bound = sum('bound');
  return {
    value,
    bound,
    gapPercent: gapPercent(value, bound),
    greedy: sum('greedy'),
    laneCost: sum('cost'),
    seed,
    parts: parts.map((part) => ({
      name: part.name,
      value: round(part.value),
      bound: round(part.bound),
      gapPercent: gapPercent(part.value, part.bound),
      greedy: round(part.greedy),
    })),
    lanes: [...lanes]
      .sort(([a], [b]) => a - b)
      .map(([at, lines]) => {
        const lane = file.lanes[at];
        return {
          from: file.stores[lane?.from ?? -1]?.id ?? '',
          to: file.stores[lane?.to ?? -1]?.id ?? '',
          km: lane?.km ?? 0,
          cost: lane?.cost ?? 0,
          lines,
        };
      }),
  };
}

/** How far the bound lies above the plan, per cent of the bound. */
export const gapPercent = (value: number, bound: number): number =>
  round(bound <= value ? 0 : (100 * (bound - value)) / Math.abs(bound), 3);

const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
