import { sum } from '../money';
import type { Bill } from './settle';
import { spread, spreadCapped } from './share';
import type { PointsRule, PriceWorld } from './types';

/** Steps 5 and 9, by line in the order of the arcs. */
export interface Paid {
  readonly points: number;
  readonly fen: number;
  readonly byLine: readonly {
    readonly points: number;
    readonly fen: number;
    readonly payFen: number;
  }[];
  /** If all is paid by money. */
  readonly earned: number;
  readonly growth: number;
}

/** Whole points, at most the rule's part of the goods and never more than they cost. */
export function payPoints(bill: Bill, world: PriceWorld, wanted: 'most' | number): Paid {
  const { fenPerPoint, maxBp } = world.pointsRule;
  const rest = restOf(bill);
  const capFen = Math.floor((bill.couponedFen * maxBp) / 10_000);
  const points = Math.max(
    0,
    Math.min(
      world.member?.points?.spendable ?? 0,
      wanted === 'most' ? Infinity : Math.floor(wanted),
      fenPerPoint > 0 ? Math.floor(capFen / fenPerPoint) : 0,
    ),
  );
  const whole = rest.map((fen) => (fenPerPoint > 0 ? Math.floor(fen / fenPerPoint) : 0));
  const parts = spreadCapped(points, rest, whole);
  const byLine = rest.map((fen, i) => {
    const used = parts[i] ?? 0;
    return { points: used, fen: used * fenPerPoint, payFen: fen - used * fenPerPoint };
  });
  const moneyFen = sum(byLine.map(({ payFen }) => payFen));
  return {
    points: sum(parts),
    fen: sum(byLine.map(({ fen }) => fen)),
    byLine,
    ...earnedBy(moneyFen, world.pointsRule),
  };
}

/** 1元=1积分: whole yuan of goods paid by money, freight and bonus money apart, times the rule's multiple. */
export function earnedBy(
  moneyFen: number,
  { earnBp, growthBp }: Pick<PointsRule, 'earnBp' | 'growthBp'>,
): { earned: number; growth: number } {
  const yuan = Math.floor(moneyFen / 100);
  return {
    earned: Math.floor((yuan * earnBp) / 10_000),
    growth: Math.floor((yuan * growthBp) / 10_000),
  };
}

/** What claims left of every line. */
export const restOf = ({ path, taken }: Bill): number[] =>
  path.amounts.map((fen, i) => fen - sum(taken.map(({ parts }) => parts[i] ?? 0)));

/** Earned points follow the money. */
export const earnedByLine = (earned: number, payFen: readonly number[]): number[] =>
  spread(earned, payFen);
