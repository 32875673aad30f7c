import type { Network } from './network';

/** The lanes into one shop and what they may bring. */
export interface Shop {
  readonly lanes: readonly number[];
  readonly cells: readonly {
    readonly receiver: number;
    /** Worth of the 1st, 2nd, … place, falling from nought. */
    readonly worth: readonly number[];
    readonly arcs: readonly number[];
  }[];
  /** By position of the lane: the cells it reaches. */
  readonly reaches: readonly (readonly number[])[];
}
/** One pack on offer: over which lane (by position), which pack of the donors, at which price less the lane's profit. */
export interface Offer {
  readonly lane: number;
  readonly pack: number;
  readonly price: number;
}
export interface Choice {
  /** No choice of lanes is worth more; exact unless the effort ran out. */
  readonly value: number;
  /** By position of the lane: 1 when it is used. */
  readonly open: Uint8Array;
}
export type Force = -1 | 0 | 1;

export function shopsOf(net: Network): Shop[] {
  const byShop = new Map<number, number[]>();
  net.to.forEach((to, lane) => {
    if ((net.laneArcs[lane] ?? []).length > 0) byShop.set(to, [...(byShop.get(to) ?? []), lane]);
  });
  return [...byShop.values()].map((lanes) => {
    const arcs = lanes.flatMap((lane) => net.laneArcs[lane] ?? []);
    const receivers = [...new Set(arcs.map((a) => net.arcs[a]?.receiver ?? -1))];
    const cells = receivers.map((receiver) => ({
      receiver,
      worth: (net.receivers[receiver] ?? []).map((loss) => -loss),
      arcs: arcs.filter((a) => net.arcs[a]?.receiver === receiver),
    }));
    const reaches = lanes.map((lane) =>
      cells.flatMap((cell, at) => (cell.arcs.some((a) => net.arcs[a]?.lane === lane) ? [at] : [])),
    );
    return { lanes, cells, reaches };
  });
}

/** What the open lanes' offers (cheapest first) bring to one cell; calls `take` for each pack bought. */
export function buy(
  worth: readonly number[],
  offers: readonly Offer[],
  open: Uint8Array,
  take?: (offer: Offer) => void,
): number {
  let sum = 0;
  let n = 0;
  for (const offer of offers) {
    if (open[offer.lane] !== 1) continue;
    const gain = (worth[n] ?? 0) - offer.price;
    if (n >= worth.length || gain <= 0) break;
    sum += gain;
    n += 1;
    take?.(offer);
  }
  return sum;
}

/** Sets looked at for one shop before the bound has to do. */
const EFFORT = 400;

/**
 * The best set of lanes into one shop at given prices of the donors' packs. What a lane adds only falls as others
 * open (the goods are substitutes), which decides most lanes at once: a lane that adds nothing to the set is
 * out, one that still pays when all candidates are open is in. The rest is branched over.
 */
export function bestChoice(
  shop: Shop,
  offers: readonly (readonly Offer[])[],
  costs: readonly number[],
  force: readonly Force[],
): Choice {
  const count = shop.lanes.length;
  let best: Choice = { value: Number.NEGATIVE_INFINITY, open: new Uint8Array(count) };
  let unseen = Number.NEGATIVE_INFINITY;
  let effort = 0;
  const worthOf = (cells: Iterable<number>, open: Uint8Array) => {
    let sum = 0;
    for (const at of cells) sum += buy(shop.cells[at]?.worth ?? [], offers[at] ?? [], open);
    return sum;
  };
  /** What flipping the lane to open adds to the set (its cost taken off). */
  const adds = (lane: number, open: Uint8Array): number => {
    const cells = shop.reaches[lane] ?? [];
    const was = open[lane] ?? 0;
    open[lane] = 0;
    const without = worthOf(cells, open);
    open[lane] = 1;
    const having = worthOf(cells, open);
    open[lane] = was;
    return having - without - (costs[lane] ?? 0);
  };

  const walk = (start: Uint8Array, value: number, asked: readonly number[]): void => {
    const open = start;
    let sum = value;
    let left = asked.map((lane) => ({ lane, adds: adds(lane, open) })).filter((c) => c.adds > 0);
    for (;;) {
      const full = open.slice();
      for (const { lane } of left) full[lane] = 1;
      const sure = left.find(({ lane }) => adds(lane, full) >= 0);
      if (!sure) break;
      sum += adds(sure.lane, open);
      open[sure.lane] = 1;
      left = left
        .filter((c) => c !== sure)
        .map(({ lane }) => ({ lane, adds: adds(lane, open) }))
        .filter((c) => c.adds > 0);
    }
    if (sum > best.value) best = { value: sum, open: open.slice() };
    const hope = left.reduce((total, c) => total + c.adds, sum);
    if (left.length === 0 || hope <= best.value) return;
    effort += 1;
    if (effort > EFFORT) {
      unseen = Math.max(unseen, hope);
      return;
    }
    const pick = left.reduce((a, b) => (b.adds > a.adds ? b : a));
    const rest = left.flatMap((c) => (c === pick ? [] : [c.lane]));
    const having = open.slice();
    having[pick.lane] = 1;
    walk(having, sum + pick.adds, rest);
    walk(open.slice(), sum, rest);
  };

  const open = Uint8Array.from(force, (f) => (f === 1 ? 1 : 0));
  const fixed = force.reduce<number>(
    (sum, f, lane) => (f === 1 ? sum + (costs[lane] ?? 0) : sum),
    0,
  );
  const free = force.flatMap((f, lane) => (f === 0 ? [lane] : []));
  walk(open, worthOf(shop.cells.keys(), open) - fixed, free);
  return { value: Math.max(best.value, unseen), open: best.open };
}
