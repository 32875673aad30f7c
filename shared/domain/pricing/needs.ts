import type { Arcs } from './arcs';
import { mostAfter, tailOf, type Prices } from './chain';
import type { Claim } from './claim';
import type { Limits } from './limits';

/** A threshold that a way may miss: amount or pieces of what one claim counts. */
export interface Need {
  readonly claim: Claim;
  readonly kind: 'fen' | 'qty';
  readonly least: number;
}

interface Priced {
  readonly arcs: Arcs;
  readonly needs: readonly Need[];
  /** A fen (or a piece) towards a threshold is worth this much, by need. */
  readonly worth: readonly number[];
}

/** The relaxation with thresholds priced: what misses a threshold pays for it. */
export function pricedPrices({
  arcs,
  limits,
  needs,
  worth,
}: Priced & { readonly limits: Pick<Limits, 'prices'> }): Prices {
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

/** The least that the lines from i on cost beyond their cheapest, thresholds priced. */
export function extraTail({ arcs, needs, worth }: Priced): Float64Array {
  const ones = arcs.lines.map((line) => line.arcs.map(() => 1));
  const limits = { prices: { onFen: ones, flat: null } };
  const tail = tailOf(arcs, pricedPrices({ arcs, limits, needs, worth }));
  const { lines, states } = arcs;
  let cheapest = 0;
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    cheapest += lines[i]?.leastFen ?? 0;
    for (let s = 0; s < states; s += 1)
      tail[i * states + s] = (tail[i * states + s] ?? 0) - cheapest;
  }
  return tail;
}

/** The most of a need that can still come, from line i on. */
export const needAfter = (arcs: Arcs, { claim, kind }: Need): number[] =>
  kind === 'fen'
    ? mostAfter(arcs, (i, k) => claim.judged[i]?.[k] === true)
    : piecesAfter(arcs, claim);

function piecesAfter({ lines }: Arcs, claim: Claim): number[] {
  const most = [0];
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const counts = claim.judged[i]?.some(Boolean) ?? false;
    most.unshift((most[0] ?? 0) + (counts ? (lines[i]?.line.qty ?? 0) : 0));
  }
  return most;
}
