import { units } from '../money';
import type { Applied, UnitShare } from './result';
import { grid } from './share';

interface LineMoney {
  readonly baseFen: number;
  readonly points: number;
  readonly pointsFen: number;
  readonly payFen: number;
  readonly earned: number;
  readonly growth: number;
}

/**
 * A line by its pieces. Pieces of a line are alike, so each carries the same share to the fen: money, points
 * and grants by cumulative floor (the golden example), reductions so that every piece adds up to its price.
 */
export function unitShares(
  qty: number,
  line: LineMoney,
  applied: readonly Pick<Applied, 'fen'>[],
): UnitShare[] {
  const base = units(line.baseFen, qty);
  const pay = units(line.payFen, qty);
  const sources = applied.map(({ fen }) => fen);
  const even = units(line.pointsFen, qty);
  const gaps = base.map((fen, j) => fen - (pay[j] ?? 0) - (even[j] ?? 0));
  // Where reductions are smaller than the rounding, points follow what the money left instead.
  const apart = gaps.every((fen) => fen >= 0);
  const table = apart
    ? grid(gaps, sources)
    : grid(
        base.map((fen, j) => fen - (pay[j] ?? 0)),
        [...sources, line.pointsFen],
      );
  const pointsFen = apart ? even : table.map((row) => row.at(-1) ?? 0);
  const points = units(line.points, qty);
  const earned = units(line.earned, qty);
  const growth = units(line.growth, qty);
  const perPoint = line.points === 0 ? 0 : line.pointsFen / line.points;
  return pay.map((payFen, j) => ({
    payFen,
    points: perPoint === 1 ? (pointsFen[j] ?? 0) : (points[j] ?? 0),
    pointsFen: pointsFen[j] ?? 0,
    earned: earned[j] ?? 0,
    growth: growth[j] ?? 0,
    reduced: table[j]?.slice(0, sources.length) ?? [],
  }));
}
