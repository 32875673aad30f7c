import { CLOSED, OPEN } from './laneChoice';
import type { Network } from './network';
import { bestChoice, buy, shopsOf } from './shopChoice';
import type { Choice, Force, Offer, Shop } from './shopChoice';

export interface Bound {
  /** No plan that respects the lane states is worth more. */
  readonly value: number;
  /** Best price found for every pack a donor may give. */
  readonly prices: Float64Array;
  /**
   * By undecided lane: what the bound loses when the lane is decided against the relaxed choice;
   * positive where the choice uses the lane, negative where it does not.
   */
  readonly profit: Float64Array;
  /** By lane: share of the rounds in which the lane was used; near ½ means undecided. */
  readonly share: Float64Array;
}
export interface Walk {
  readonly rounds: number;
  /** First step's length; short when starting from prices that are good already. */
  readonly step: number;
  /** Ends the walk after the round under way. */
  readonly enough: () => boolean;
}
export interface Relaxation {
  readonly start: Float64Array;
  /** Yields every few rounds, so that long searches can be run in slices. */
  bound(states: Uint8Array, from: Float64Array, target: number, walk: Walk): Generator<void, Bound>;
}

const STALL = 6;
const CUT = 0.6;
const SLICE = 10;

/**
 * Lagrangian bound: every pack a donor may give gets a price, and each receiving shop on its own chooses the
 * best lanes and goods at these prices, exactly. Whatever the prices, donors' margins plus the shops' choices are an
 * upper bound; a subgradient walk lowers it (Polyak's step towards the best plan known). Keeping the shops' choices
 * whole makes it much tighter than the linear relaxation, where slivers of lanes fetch the best goods.
 * `donorPrices`: prices to start from, unit by unit in the order of the donors.
 */
export function relaxation(net: Network, donorPrices: readonly number[]): Relaxation {
  const shops = shopsOf(net);
  const first: number[] = [];
  const worth: number[] = [];
  for (const losses of net.donors) {
    first.push(worth.length);
    worth.push(...losses);
  }
  const costs = shops.map((shop) => shop.lanes.map((l) => net.costs[l] ?? 0));
  const forces = (shop: Shop, states: Uint8Array): Force[] =>
    shop.lanes.map((l) => (states[l] === OPEN ? 1 : states[l] === CLOSED ? -1 : 0));

  /** Every receiver's offers at these prices, cheapest first; each donor offers its cheapest packs. */
  const offersAt = (prices: Float64Array): Offer[][][] => {
    const ranked = net.donors.map((losses, d) => {
      const packs = losses.map((_, n) => (first[d] ?? 0) + n);
      return packs.sort((a, b) => (prices[a] ?? 0) - (prices[b] ?? 0) || a - b);
    });
    return shops.map((shop) => {
      const position = new Map(shop.lanes.map((lane, at) => [lane, at]));
      return shop.cells.map((cell) =>
        cell.arcs
          .flatMap((a) => {
            const arc = net.arcs[a];
            const lane = position.get(arc?.lane ?? -1) ?? -1;
            const packs = ranked[arc?.donor ?? -1] ?? [];
            return packs
              .slice(0, arc?.cap ?? 0)
              .map((pack) => ({ lane, pack, price: (prices[pack] ?? 0) - (arc?.profit ?? 0) }))
              .filter(({ price }) => price < (cell.worth[0] ?? 0));
          })
          .sort((a, b) => a.price - b.price || a.lane - b.lane),
      );
    });
  };
  const choose = (states: Uint8Array, offers: readonly Offer[][][]): Choice[] =>
    shops.map((shop, s) => bestChoice(shop, offers[s] ?? [], costs[s] ?? [], forces(shop, states)));

  return {
    start: Float64Array.from(donorPrices),
    *bound(states, from, target, { rounds, step: firstStep, enough }) {
      const prices = from.slice();
      const share = new Float64Array(net.costs.length);
      let best = { value: Number.POSITIVE_INFINITY, prices: from };
      let step = firstStep;
      let stalled = 0;
      let done = 0;
      for (; done < rounds; done += 1) {
        if (done % SLICE === SLICE - 1) yield;
        if (done > 0 && enough()) break;
        const offers = offersAt(prices);
        const choices = choose(states, offers);
        let value = choices.reduce((sum, choice) => sum + choice.value, 0);
        for (let i = 0; i < worth.length; i += 1) value += (prices[i] ?? 0) - (worth[i] ?? 0);
        const used = usedPacks(shops, choices, offers, worth.length, share);
        if (value < best.value - 1e-6) {
          best = { value: value, prices: prices.slice() };
          stalled = 0;
          if (value < target + net.grain) break;
        } else if ((stalled += 1) >= STALL) {
          step *= CUT;
          stalled = 0;
          prices.set(best.prices);
          continue;
        }
        if (!move(prices, worth, used, step * Math.max(1, value - target))) break;
      }
      const profit = new Float64Array(net.costs.length);
      if (best.value >= target + net.grain) {
        const offers = offersAt(best.prices);
        const choices = choose(states, offers);
        shops.forEach((shop, s) => {
          const force = forces(shop, states);
          shop.lanes.forEach((lane, at) => {
            if (force[at] !== 0) return;
            const used = choices[s]?.open[at] === 1;
            const against = force.map((f, i): Force => (i === at ? (used ? -1 : 1) : f));
            const other = bestChoice(shop, offers[s] ?? [], costs[s] ?? [], against);
            const loss = Math.max(0, (choices[s]?.value ?? 0) - other.value);
            profit[lane] = used ? loss : -loss;
          });
        });
      }
      const rate = share.map((n) => n / Math.max(1, done));
      return { value: best.value, prices: best.prices, profit, share: rate };
    },
  };
}

/** How many shops want each pack; counts the lanes used in `share`. */
function usedPacks(
  shops: readonly Shop[],
  choices: readonly Choice[],
  offers: readonly Offer[][][],
  packs: number,
  share: Float64Array,
): Int32Array {
  const used = new Int32Array(packs);
  shops.forEach((shop, s) => {
    const open = choices[s]?.open ?? new Uint8Array(shop.lanes.length);
    shop.lanes.forEach((lane, at) => {
      share[lane] = (share[lane] ?? 0) + (open[at] ?? 0);
    });
    shop.cells.forEach((cell, c) => {
      buy(cell.worth, offers[s]?.[c] ?? [], open, ({ pack }) => {
        used[pack] = (used[pack] ?? 0) + 1;
      });
    });
  });
  return used;
}

/** One subgradient step: a pack wanted by several shops gets dearer, one wanted by none cheaper. */
function move(
  prices: Float64Array,
  worth: readonly number[],
  used: Int32Array,
  length: number,
): boolean {
  // Prices never fall below the packs' own worth: there nothing pulls.
  const slope = Float64Array.from(used, (n, i) => (n === 0 && prices[i] === worth[i] ? 0 : n - 1));
  const norm = slope.reduce((sum, s) => sum + s * s, 0);
  if (norm === 0) return false;
  slope.forEach((s, i) => {
    prices[i] = Math.max(worth[i] ?? 0, (prices[i] ?? 0) + (length / norm) * s);
  });
  return true;
}
