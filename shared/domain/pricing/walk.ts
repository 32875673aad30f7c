import { leastAt, type Anchor } from './anchor';
import type { Arcs } from './arcs';
import { leastTotal, type Limits } from './bounds';
import { mostAfter, tailOf, type Prices } from './chain';
import type { Claim } from './claims';
import type { Incumbent } from './incumbent';
import { settle } from './settle';
import type { PriceWorld } from './types';

/** A threshold that a way may miss: amount or pieces of what one claim counts. */
export interface Need {
  readonly claim: Claim;
  readonly kind: 'fen' | 'qty';
  readonly least: number;
}

export interface Walk {
  readonly arcs: Arcs;
  readonly world: PriceWorld;
  readonly claims: readonly Claim[];
  readonly limits: Limits;
  /** Equal sums are equal bills. */
  readonly sums: boolean;
  readonly needs: readonly Need[];
  /** A fen (or a piece) towards a threshold is worth this much, by need. */
  readonly worth: readonly number[];
  readonly anchor: Anchor;
  /** What may be judged for free freight lies at least this far below the lines' amounts. */
  readonly judgedLessFen: number;
  /** Best rank its bills can have (`standingOf`). */
  readonly standing: readonly number[];
  readonly turn: number;
}

/** Nodes of one set after which equal sums are taken for equal, and nodes of a whole search. */
const REMEMBER_FROM = 2_000;
const MOST_NODES = 20_000;

/** The relaxation with thresholds priced: what misses a threshold pays for it. */
export function pricedPrices({
  arcs,
  limits,
  needs,
  worth,
}: Pick<Walk, 'arcs' | 'limits' | 'needs' | 'worth'>): Prices {
  if (worth.every((w) => w === 0)) return limits.prices;
  const onFen = arcs.lines.map(({ arcs: ways }, i) =>
    ways.map((_, k) =>
      needs.reduce(
        (m, { claim, kind }, j) =>
          kind === 'fen' && claim.judged[i]?.[k] === true ? m - (worth[j] ?? 0) : m,
        limits.prices.onFen[i]?.[k] ?? 1,
      ),
    ),
  );
  if (needs.every(({ kind }) => kind === 'fen')) return { onFen, flat: null };
  const flat = arcs.lines.map(({ line, arcs: ways }, i) =>
    ways.map((_, k) =>
      needs.reduce(
        (m, { claim, kind }, j) =>
          kind === 'qty' && claim.judged[i]?.[k] === true ? m - (worth[j] ?? 0) * line.qty : m,
        0,
      ),
    ),
  );
  return { onFen, flat };
}

/** Depth first over the lines of one set of claims, cut wherever no better bill can follow. */
export function walk(task: Walk, best: Incumbent): void {
  const { arcs, world, claims, limits, needs, worth, sums, anchor, judgedLessFen, standing, turn } =
    task;
  const { lines, states } = arcs;
  const prices = pricedPrices(task);
  const tail = tailOf(arcs, prices);
  const due = needs.reduce((fen, { least }, j) => fen + least * (worth[j] ?? 0), 0) - limits.offFen;
  const most = mostAfter(arcs, () => true);
  const mostNeeded = needs.map(({ claim, kind }) =>
    kind === 'fen'
      ? mostAfter(arcs, (i, k) => claim.judged[i]?.[k] === true)
      : piecesAfter(arcs, claim),
  );
  const ways: number[] = [];
  const amounts: number[] = [];
  const bases = claims.map(() => 0);
  const pieces = claims.map(() => 0);
  const at = needs.map(({ claim }) => claims.indexOf(claim));
  const seen = new Set<string>();
  const from = best.nodes;

  const count = (i: number, k: number, sign: 1 | -1): void =>
    claims.forEach((claim, c) => {
      if (claim.judged[i]?.[k] !== true) return;
      bases[c] = (bases[c] ?? 0) + sign * (amounts[i] ?? 0);
      pieces[c] = (pieces[c] ?? 0) + sign * (lines[i]?.line.qty ?? 0);
    });

  const step = (i: number, s: number, cost: number, sum: number, extra: number): void => {
    best.nodes += 1;
    if (best.nodes > MOST_NODES) {
      best.exact = false;
      return;
    }
    let least = cost + (tail[i * states + s] ?? 0) + due;
    least = Math.max(least, leastAt(anchor, extra));
    const total = leastTotal(
      world,
      claims,
      Math.max(0, least),
      sum + (most[i] ?? 0) - judgedLessFen,
    );
    if (!best.beatenBy(total, standing)) return;
    for (let j = 0; j < needs.length; j += 1) {
      const have = (needs[j]?.kind === 'fen' ? bases : pieces)[at[j] ?? 0] ?? 0;
      if (have + (mostNeeded[j]?.[i] ?? 0) < (needs[j]?.least ?? 0)) return;
    }
    const line = lines[i];
    if (!line)
      return best.offer(
        settle(lines, { arcs: [...ways], amounts: [...amounts] }, claims, world),
        turn,
      );
    if (best.nodes - from > REMEMBER_FROM) {
      const key = `${i}:${s}:${sum}:${bases.join()}:${pieces.join()}`;
      if (seen.has(key)) {
        best.exact &&= sums;
        return;
      }
      seen.add(key);
    }
    const order = line.arcs
      .map((arc, k) => {
        const fen = arc.amounts[s] ?? 0;
        const price = fen * (prices.onFen[i]?.[k] ?? 0) + (prices.flat?.[i]?.[k] ?? 0);
        return {
          arc,
          k,
          fen,
          price,
          whole: price + (tail[(i + 1) * states + (arc.next[s] ?? 0)] ?? 0),
        };
      })
      .sort((a, b) => a.whole - b.whole || a.k - b.k);
    for (const { arc, k, fen, price } of order) {
      ways[i] = k;
      amounts[i] = fen;
      count(i, k, 1);
      step(
        i + 1,
        arc.next[s] ?? 0,
        cost + price,
        sum + fen,
        extra + fen - (anchor.amounts[i] ?? fen),
      );
      count(i, k, -1);
    }
    ways.length = i;
    amounts.length = i;
  };
  step(0, 0, 0, 0, 0);
}

function piecesAfter({ lines }: Arcs, claim: Claim): number[] {
  const most = [0];
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const counts = claim.judged[i]?.some(Boolean) ?? false;
    most.unshift((most[0] ?? 0) + (counts ? (lines[i]?.line.qty ?? 0) : 0));
  }
  return most;
}
