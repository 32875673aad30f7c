import { bestLots } from './lots';
import type { Plan } from './lots';
import type { Network } from './network';

const NODES = 8;

/**
 * Opens, closes and swaps single lanes of a plan, each time with the minimum lots kept exactly, as long as that helps. Dear: for small
 * parts whose proof did not come to its end.
 */
export function* swapLots(net: Network, start: Plan, enough: () => boolean): Generator<void, Plan> {
  let best = start;
  const usable = [...net.laneArcs.keys()].filter((lane) => (net.laneArcs[lane] ?? []).length > 0);
  for (let won = true; won;) {
    won = false;
    for (const lane of usable) {
      yield;
      if (enough()) return best;
      for (const other of [lane, ...usable.filter((o) => o !== lane && meet(net, o, lane))]) {
        const open = openOf(net, best);
        if (other !== lane && open[other] === open[lane]) continue;
        for (const flip of new Set([lane, other])) open[flip] = open[flip] === 1 ? 0 : 1;
        const { plan } = bestLots(net, open, { floor: best.value, nodes: NODES, dive: true });
        if (!plan || plan.value <= best.value) continue;
        best = plan;
        won = true;
      }
    }
  }
  return best;
}

function openOf(net: Network, { units }: Plan): Uint8Array {
  const open = new Uint8Array(net.costs.length);
  net.arcs.forEach(({ lane }, a) => {
    if ((units[a] ?? 0) > 0) open[lane] = 1;
  });
  return open;
}

/** They share a shop, whichever way the goods go. */
const meet = ({ from, to }: Network, a: number, b: number): boolean =>
  from[a] === from[b] || to[a] === to[b] || from[a] === to[b] || to[a] === from[b];
