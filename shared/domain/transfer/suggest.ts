import { buildProblem } from './build';
import type { Goods, LaneGoods } from './build';
import type { Tier } from './cells';
import { DEFAULT_BUDGET } from './model';
import type { Budget, Cell, Flow, ProvenPlan, TransferInstance } from './model';
import { connected } from './parts';
import type { Problem } from './problem';
import { solve } from './solve';

/**
 * The best transfer plan, with the proof it comes with. Shops that no lane connects are separate
 * problems and are solved one by one. Deterministic: same instance and budget, same plan.
 */
export function suggest(instance: TransferInstance, budget: Budget = DEFAULT_BUDGET): ProvenPlan {
  const steps = suggestInSlices(instance, budget);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in slices of well under a second: between them the caller may let others have the processor. */
export function* suggestInSlices(
  instance: TransferInstance,
  budget: Budget = DEFAULT_BUDGET,
): Generator<void, ProvenPlan> {
  const goods = goodsOf(instance);
  const skusOf = skusByLane(instance);
  const parts = connected(instance.lanes);
  const flows: Flow[] = [];
  const total = { costFen: 0, valueFen: 0, greedyFen: 0, boundFen: 0, nodes: 0 };
  for (const [i, lanes] of parts.entries()) {
    const share = (i + 1) / parts.length;
    const problem = buildProblem(
      lanes.map((at) => skusOf(at)),
      goods,
    );
    const solved = yield* solve(problem, {
      work: Math.max(LEAST, budget.work / parts.length),
      nodes: Math.max(1, budget.nodes - total.nodes),
      seed: 1,
      enough: () => budget.enough?.(share) ?? false,
    });
    flows.push(...flowsOf(instance, problem, solved.units, lanes));
    total.costFen += Math.round(solved.cost);
    total.valueFen += Math.round(solved.value);
    total.greedyFen += Math.round(solved.greedy);
    // All worths and costs are whole fen: nothing lies between the bound and the fen below it.
    total.boundFen += Math.max(Math.round(solved.value), Math.floor(solved.bound + 1e-6));
    total.nodes += solved.nodes;
  }
  const gainFen = total.valueFen + total.costFen;
  return { ...total, gainFen, flows, optimal: total.boundFen === total.valueFen };
}

/** Least work for a part, however small. */
const LEAST = 200_000;

const key = ({ store, sku }: Pick<Cell, 'store' | 'sku'>): string => `${store}/${sku}`;
const cellsBy = (cells: readonly Cell[]): Map<string, Cell> =>
  new Map(cells.map((cell) => [key(cell), cell]));

function goodsOf({ donors, receivers, packs, minLot }: TransferInstance): Goods {
  const given = new Map([...cellsBy(donors)].map(([at, cell]) => [at, tiersOf(cell)]));
  const wanted = new Map([...cellsBy(receivers)].map(([at, cell]) => [at, tiersOf(cell)]));
  return {
    skus: packs.length,
    minLot,
    pieces: (sku) => packs[sku] ?? 1,
    given: (store, sku) => given.get(key({ store, sku })) ?? [],
    wanted: (store, sku) => wanted.get(key({ store, sku })) ?? [],
  };
}

/** Packs of equal worth together. */
function tiersOf({ worth }: Cell): Tier[] {
  const tiers: { units: number; worth: number }[] = [];
  for (const fen of worth) {
    const last = tiers.at(-1);
    if (last?.worth === fen) last.units += 1;
    else tiers.push({ units: 1, worth: fen });
  }
  return tiers;
}

/** By lane: what its receiver wants; what its donor has of it is looked up when the columns are laid out. */
function skusByLane({ lanes, receivers }: TransferInstance): (lane: number) => LaneGoods {
  const wanted = new Map<number, number[]>();
  for (const { store, sku } of receivers) {
    const own = wanted.get(store);
    if (own) own.push(sku);
    else wanted.set(store, [sku]);
  }
  return (at) => {
    const { from = -1, to = -1, costFen = 0 } = lanes[at] ?? {};
    const skus = wanted.get(to) ?? [];
    return { from, to, cost: costFen, skus, profit: new Float64Array(skus.length) };
  };
}

/** The plan's lines. A cell's packs are booked in the order of the lines, so their shares of the gain add up. */
function flowsOf(
  { donors, receivers }: TransferInstance,
  problem: Problem,
  units: Int32Array,
  lanes: readonly number[],
): Flow[] {
  const [from, to] = [cellsBy(donors), cellsBy(receivers)];
  const booked = new Map<string, number>();
  const flows: Flow[] = [];
  units.forEach((packs, a) => {
    if (packs === 0) return;
    const { arcs } = problem;
    const lane = arcs.lane[a] ?? -1;
    const sku = problem.donors.sku[arcs.donor[a] ?? -1] ?? -1;
    const [giver, taker] = [problem.lanes.from[lane] ?? -1, problem.lanes.to[lane] ?? -1];
    const worthOf = (side: string, cell: Cell | undefined): number => {
      const at = `${side}${cell?.store}/${sku}`;
      const before = booked.get(at) ?? 0;
      booked.set(at, before + packs);
      const own = cell?.worth.slice(before, before + packs) ?? [];
      return own.reduce((sum, fen) => sum + fen, 0);
    };
    const gainFen =
      worthOf('to', to.get(key({ store: taker, sku }))) -
      worthOf('from', from.get(key({ store: giver, sku })));
    flows.push({ lane: lanes[lane] ?? -1, sku, packs, gainFen });
  });
  return flows;
}
