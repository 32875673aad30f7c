import { sum } from '../money';
import type { Promotion } from '../pricing/promotion';
import type { QuoteResult } from '../pricing/result';

/** A past order as far as a rehearsal needs it. */
export interface PastOrder {
  readonly orderId: string;
  readonly orderNo: string;
  readonly storeName: string;
  /** skuId → what one piece costs the chain. */
  readonly costOf: ReadonlyMap<string, number>;
}

export interface WorstCase {
  readonly orderId: string;
  readonly orderNo: string;
  readonly storeName: string;
  readonly withoutFen: number;
  readonly withFen: number;
  /** What the chain loses on it: money not taken and gifts given. */
  readonly costFen: number;
  readonly why: string;
}

/** Sums over the orders looked at so far; plain data, kept between the pages of a rehearsal. */
export interface RehearsalSums {
  readonly seen: number;
  readonly touched: number;
  readonly salesFen: number;
  readonly salesWithFen: number;
  readonly marginFen: number;
  readonly marginWithFen: number;
  readonly belowFloorLines: number;
  readonly belowCostLines: number;
  /** Rule of the campaign → orders and fen it would have given. */
  readonly given: Readonly<Record<string, { readonly orders: number; readonly fen: number }>>;
  /** Other live rule → orders and fen it gives less beside the campaign. */
  readonly lost: Readonly<Record<string, { readonly orders: number; readonly fen: number }>>;
  readonly worst: readonly WorstCase[];
}
export const NOTHING_YET: RehearsalSums = {
  seen: 0,
  touched: 0,
  salesFen: 0,
  salesWithFen: 0,
  marginFen: 0,
  marginWithFen: 0,
  belowFloorLines: 0,
  belowCostLines: 0,
  given: {},
  lost: {},
  worst: [],
};
const WORST = 10;

/** An order as it would have been without and with the campaign, added to the sums. */
export function withOrder(
  sums: RehearsalSums,
  order: PastOrder,
  without: QuoteResult,
  withIt: QuoteResult,
  campaign: readonly Pick<Promotion, 'id'>[],
): RehearsalSums {
  const ids = new Set(campaign.map(({ id }) => id));
  const [margin, marginWith] = [marginOf(without, order), marginOf(withIt, order)];
  const gives = withIt.spend.filter(({ ruleId, fen }) => ids.has(ruleId) && fen > 0);
  const loses = lostTo(without, withIt).filter(({ ruleId }) => !ids.has(ruleId));
  const below = linesBelow(withIt, order);
  const before = linesBelow(without, order);
  const costFen = margin - marginWith;
  const worst: WorstCase[] =
    costFen <= 0
      ? []
      : [
          {
            orderId: order.orderId,
            orderNo: order.orderNo,
            storeName: order.storeName,
            withoutFen: without.totals.payableFen,
            withFen: withIt.totals.payableFen,
            costFen,
            why: whyWorst(withIt, marginWith, below.floor - before.floor),
          },
        ];
  return {
    seen: sums.seen + 1,
    touched: sums.touched + Number(gives.length > 0 || costFen !== 0),
    salesFen: sums.salesFen + without.totals.payableFen,
    salesWithFen: sums.salesWithFen + withIt.totals.payableFen,
    marginFen: sums.marginFen + margin,
    marginWithFen: sums.marginWithFen + marginWith,
    belowFloorLines: sums.belowFloorLines + Math.max(0, below.floor - before.floor),
    belowCostLines: sums.belowCostLines + Math.max(0, below.cost - before.cost),
    given: plus(sums.given, gives),
    lost: plus(sums.lost, loses),
    worst: [...sums.worst, ...worst].toSorted((a, b) => b.costFen - a.costFen).slice(0, WORST),
  };
}

/** Money for goods less what goods and gifts cost; freight is the courier's. */
const marginOf = ({ lines, gifts }: QuoteResult, { costOf }: PastOrder): number =>
  sum(lines.map(({ skuId, qty, payFen }) => payFen - qty * (costOf.get(skuId) ?? 0))) -
  sum(gifts.map(({ skuId, qty, listedFen }) => qty * (costOf.get(skuId) ?? listedFen)));

/** Points are money of ours: a line paid by them is not sold below anything. */
function linesBelow({ lines }: QuoteResult, { costOf }: PastOrder) {
  const paid = lines.map((line) => ({ ...line, fen: line.payFen + line.pointsFen }));
  return {
    floor: paid.filter(({ fen, qty, floorPriceFen }) => fen < qty * floorPriceFen).length,
    cost: paid.filter(({ fen, qty, skuId }) => fen < qty * (costOf.get(skuId) ?? 0)).length,
  };
}

/** Rules that give less in the second quote than in the first. */
function lostTo(without: QuoteResult, withIt: QuoteResult) {
  const left = new Map(withIt.spend.map(({ ruleId, fen }) => [ruleId, fen]));
  return without.spend
    .map(({ ruleId, fen }) => ({ ruleId, fen: fen - (left.get(ruleId) ?? 0) }))
    .filter(({ fen }) => fen > 0);
}

function whyWorst({ totals }: QuoteResult, marginFen: number, belowFloor: number): string {
  if (marginFen < 0) return '整单低于成本';
  if (belowFloor > 0) return `有 ${belowFloor} 种商品低于最低价`;
  const off = totals.baseFen === 0 ? 0 : Math.round((1 - totals.goodsFen / totals.baseFen) * 100);
  return `优惠占商品金额 ${off}%`;
}

type Tally = Readonly<Record<string, { readonly orders: number; readonly fen: number }>>;

function plus(tally: Tally, more: readonly { ruleId: string; fen: number }[]): Tally {
  const next = { ...tally };
  for (const { ruleId, fen } of more) {
    const before = next[ruleId] ?? { orders: 0, fen: 0 };
    next[ruleId] = { orders: before.orders + 1, fen: before.fen + fen };
  }
  return next;
}

/** At last week's pace: what a rule gives in `days`, and in how many days its budget is gone. */
export function forecast(
  givenFen: number,
  seenDays: number,
  days: number,
  budgetFen: number | null,
): { forecastFen: number; daysOfBudget: number | null } {
  const perDay = seenDays > 0 ? givenFen / seenDays : 0;
  const wanted = Math.round(perDay * days);
  return {
    forecastFen: budgetFen === null ? wanted : Math.min(wanted, budgetFen),
    daysOfBudget:
      budgetFen === null || perDay === 0 ? null : Math.round((budgetFen / perDay) * 10) / 10,
  };
}

/** A date still, for who writes it out: the year 2100. */
const NEVER = 4_102_444_800_000;

/**
 * A rule as if it held all week: its dates are taken away, its hours, weekdays and goods stay, and money is no
 * object (the forecast tells when it would run out).
 */
export const anyWeek = (rule: Promotion): Promotion => ({
  ...rule,
  budgetLeftFen: null,
  scope: { ...rule.scope, from: 0, until: NEVER },
});
