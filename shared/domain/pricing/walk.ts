import { anchorOf, leastAt, type Anchor } from './anchor';
import type { Arcs } from './arcs';
import type { LeastTotal } from './bounds';
import { mostAfter, tailOf } from './chain';
import type { Claim } from './claim';
import type { Incumbent } from './incumbent';
import type { Limits } from './limits';
import { extraTail, needAfter, pricedPrices, type Need } from './needs';
import { settle } from './settle';
import type { PriceWorld } from './types';

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
  readonly leastTotal: LeastTotal;
  /** What may be judged for free freight lies at least this far below the lines' amounts. */
  readonly judgedLessFen: number;
  /** Best rank its bills can have (`standingOf`). */
  readonly standing: readonly number[];
  readonly turn: number;
}

/** Nodes of one set after which equal sums are taken for equal. */
const REMEMBER_FROM = 2_000;
/** Lines between two looks at what is decided: a look costs as much as a bill. */
const EVERY = 4;

/** One way on from a line in a state. */
interface Edge {
  readonly k: number;
  readonly fen: number;
  readonly next: number;
  /** Priced cost of the line, and with the cheapest way on after it. */
  readonly price: number;
  readonly whole: number;
  /** Claims whose threshold it counts for. */
  readonly judged: readonly number[];
}

/** Depth first over the lines of one set of claims, cut wherever no better bill can follow. */
export function walk(task: Walk, best: Incumbent): void {
  const { arcs, world, claims, limits, sums, needs, worth, anchor, standing, turn } = task;
  const { leastTotal, judgedLessFen } = task;
  const { lines, states } = arcs;
  const suffix = extraTail(task);
  const edgesAt = edgesOf(task);
  const due = needs.reduce((fen, { least }, j) => fen + least * (worth[j] ?? 0), 0) - limits.offFen;
  const most = mostAfter(arcs, () => true);
  const reach = needs.map((need) => ({
    ...need,
    of: claims.indexOf(need.claim),
    after: needAfter(arcs, need),
  }));
  const ways: number[] = lines.map(() => 0);
  const amounts: number[] = lines.map(() => 0);
  const fens = claims.map(() => 0);
  const pieces = claims.map(() => 0);
  const seen = new Set<string>();
  const from = best.nodes;

  const missed = (i: number): boolean =>
    reach.some(({ of, kind, least, after }) => {
      const have = kind === 'fen' ? fens[of] : pieces[of];
      return (have ?? 0) + (after[i] ?? 0) < least;
    });
  const known = (i: number, s: number, sum: number): boolean => {
    if (best.nodes - from <= REMEMBER_FROM) return false;
    const key = `${i}:${s}:${sum}:${fens.join()}:${pieces.join()}`;
    if (!seen.has(key)) return !seen.add(key);
    best.exact &&= sums;
    return true;
  };

  /** With what is decided taken for real and the rest at its cheapest. */
  const hopeful = (i: number, s: number, judgedFen: number): boolean => {
    if (i >= lines.length || i % EVERY !== 0) return true;
    for (let l = i; l < lines.length; l += 1) amounts[l] = lines[l]?.leastFen ?? 0;
    const here = anchorOf(lines, amounts, claims, ways, i);
    const owed = reach.reduce(
      (fen, { of, kind, least }, j) => {
        const have = (kind === 'fen' ? fens[of] : pieces[of]) ?? 0;
        return fen + (worth[j] ?? 0) * (least - have);
      },
      suffix[i * states + s] ?? 0,
    );
    return best.beatenBy(leastTotal(leastAt(here, here.slope * owed), judgedFen), standing);
  };

  const step = (i: number, s: number, cost: number, sum: number, extra: number): void => {
    best.nodes += 1;
    if (best.spent()) return;
    const line = lines[i];
    if (!line) {
      const path = { arcs: [...ways], amounts: [...amounts] };
      return best.offer(settle(lines, path, claims, world), turn);
    }
    if (known(i, s, sum)) return;
    for (const { k, fen, next, price, whole, judged } of edgesAt(i, s)) {
      const judgedFen = sum + fen + (most[i + 1] ?? 0) - judgedLessFen;
      if (!best.beatenBy(leastTotal(cost + whole + due, judgedFen), standing)) continue;
      const more = extra + (fen - line.leastFen) * (anchor.slopes[i] ?? 0);
      if (!best.beatenBy(leastTotal(leastAt(anchor, more), judgedFen), standing)) continue;
      ways[i] = k;
      amounts[i] = fen;
      for (const c of judged) {
        fens[c] = (fens[c] ?? 0) + fen;
        pieces[c] = (pieces[c] ?? 0) + line.line.qty;
      }
      if (!missed(i + 1) && hopeful(i + 1, next, judgedFen))
        step(i + 1, next, cost + price, sum + fen, more);
      for (const c of judged) {
        fens[c] = (fens[c] ?? 0) - fen;
        pieces[c] = (pieces[c] ?? 0) - line.line.qty;
      }
    }
  };
  if (!missed(0)) step(0, 0, 0, 0, 0);
}

/** Edges out of a line in a state, the most promising first; made when first asked for. */
function edgesOf({ arcs, claims, ...task }: Walk): (i: number, s: number) => readonly Edge[] {
  const { lines, states } = arcs;
  const prices = pricedPrices({ arcs, ...task });
  const tail = tailOf(arcs, prices);
  const made: (readonly Edge[] | undefined)[] = [];
  return (i, s) => {
    const at = i * states + s;
    return (made[at] ??= (lines[i]?.arcs ?? [])
      .map((arc, k): Edge => {
        const fen = arc.amounts[s] ?? 0;
        const next = arc.next[s] ?? 0;
        const price = fen * (prices.onFen[i]?.[k] ?? 0) + (prices.flat?.[i]?.[k] ?? 0);
        const whole = price + (tail[(i + 1) * states + next] ?? 0);
        const judged = claims.flatMap((claim, c) => (claim.judged[i]?.[k] === true ? [c] : []));
        return { k, fen, next, price, whole, judged };
      })
      .sort((a, b) => a.whole - b.whole || a.k - b.k));
  };
}
