import { search } from './exact';
import { DEFAULT_BUDGET } from './model';
import type { Budget, Flow, ProvenPlan, TransferInstance } from './model';
import { networkOf } from './network';

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
  const flows: Flow[] = [];
  const total = { gainFen: 0, costFen: 0, valueFen: 0, greedyFen: 0, boundFen: 0, nodes: 0 };
  const groups = [...components(instance)];
  for (const [i, lanes] of groups.entries()) {
    const share = (i + 1) / groups.length;
    const net = networkOf({ ...instance, lanes: lanes.map(({ lane }) => lane) });
    const found = yield* search(net, {
      nodes: Math.max(1, budget.nodes - total.nodes),
      enough: () => budget.enough?.(share) ?? false,
    });
    for (const flow of found.plan.flows) flows.push({ ...flow, lane: lanes[flow.lane]?.at ?? -1 });
    total.gainFen += found.plan.gainFen;
    total.costFen += found.plan.costFen;
    total.valueFen += found.plan.valueFen;
    total.greedyFen += found.greedyFen;
    total.boundFen += found.boundFen;
    total.nodes += found.nodes;
  }
  return { ...total, flows, optimal: total.boundFen === total.valueFen };
}

/** Lanes grouped by the shops they connect, in the order of their first lane. */
function components({ lanes }: TransferInstance) {
  const parent = new Map<number, number>();
  const rootOf = (store: number): number => {
    let root = store;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root))
      root = up;
    return root;
  };
  for (const { from, to } of lanes) {
    for (const store of [from, to]) if (!parent.has(store)) parent.set(store, store);
    parent.set(rootOf(from), rootOf(to));
  }
  const groups = new Map<number, { lane: (typeof lanes)[number]; at: number }[]>();
  lanes.forEach((lane, at) => {
    const root = rootOf(lane.from);
    groups.set(root, [...(groups.get(root) ?? []), { lane, at }]);
  });
  return groups.values();
}
