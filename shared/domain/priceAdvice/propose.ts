import { clearancePrice } from './clearance';
import type { PricePolicy } from './policy';
import { whyText } from './why';

/**
 * One product in one shop. Nothing here concerns a person: two shoppers at one shelf read one price
 * (no 大数据杀熟), because the price is the shelf's.
 */
export interface PriceFacts {
  readonly title: string;
  readonly listPriceFen: number;
  /** In force now, specials aside. */
  readonly priceFen: number;
  /** What the price goes back to when its reason is gone: the shop's own price, else the list price. */
  readonly baseFen: number;
  readonly costFen: number;
  readonly floorPriceFen: number;
  readonly ceilingPriceFen: number;
  /** Sellable pieces, and pieces asked for a day at today's price. */
  readonly available: number;
  readonly perDay: number;
  /** Selling days behind `perDay`. */
  readonly evidenceDays: number;
  readonly elasticity: number;
  /** Days a piece lasts, of goods that spoil. */
  readonly shelfLifeDays: number | null;
  /** Cheapest competitor's price that is not too old. */
  readonly competitor: { readonly name: string; readonly priceFen: number } | null;
  /** Days since the last change by proposal, and which way it went; null: never. */
  readonly lastChange: { readonly days: number; readonly up: boolean } | null;
}
export type Reason = 'expiry' | 'slow' | 'competitor' | 'restore';
export interface Proposal {
  readonly reason: Reason;
  readonly fromFen: number;
  readonly toFen: number;
  /** Sales and gross margin a day, before and after, as far as the elasticity tells. */
  readonly perDay: { readonly from: number; readonly to: number };
  readonly marginFen: { readonly from: number; readonly to: number };
  readonly coverDays: number | null;
  readonly why: string;
}

/** Fewer days of sales prove nothing. */
const LEAST_EVIDENCE = 14;
/** Price tags show whole jiao. */
const GRID_FEN = 10;

/** The change this price should see today, or null: most prices should stay. */
export function propose(facts: PriceFacts, policy: PricePolicy): Proposal | null {
  if (facts.evidenceDays < LEAST_EVIDENCE || facts.priceFen <= 0) return null;
  const wanted = wantedPrice(facts, policy);
  if (!wanted) return null;
  const toFen = railed(facts, policy, wanted.fen);
  const change = toFen - facts.priceFen;
  const restore = wanted.reason === 'restore';
  // The last step home may be a small one.
  const worth = Math.abs(change) * 10_000 >= policy.deadBandBp * facts.priceFen;
  if (change === 0 || !(worth || (restore && toFen === facts.baseFen))) return null;
  if (restore !== change > 0 || resting(facts, policy, change > 0)) return null;
  const { perDay, priceFen, costFen, elasticity } = facts;
  const then = perDay * (toFen / priceFen) ** elasticity;
  const said = {
    reason: wanted.reason,
    fromFen: priceFen,
    toFen,
    perDay: { from: perDay, to: then },
    marginFen: {
      from: Math.round(perDay * (priceFen - costFen)),
      to: Math.round(then * (toFen - costFen)),
    },
    coverDays: coverOf(facts),
  };
  return { ...said, why: whyText(facts, policy, said) };
}

export const coverOf = ({ available, perDay }: Pick<PriceFacts, 'available' | 'perDay'>) =>
  perDay > 0 ? available / perDay : available > 0 ? null : 0;

/** Lowest price that may ever be charged: the band's floor, and cost with the least margin. */
export const lowestOf = (
  { floorPriceFen, costFen }: Pick<PriceFacts, 'floorPriceFen' | 'costFen'>,
  { leastMarginBp }: Pick<PricePolicy, 'leastMarginBp'>,
): number => Math.max(floorPriceFen, Math.ceil((costFen * 10_000) / (10_000 - leastMarginBp)));

function wantedPrice(
  facts: PriceFacts,
  policy: PricePolicy,
): { reason: Reason; fen: number } | null {
  const { available, perDay, priceFen, elasticity, shelfLifeDays, competitor, baseFen } = facts;
  const cover = coverOf(facts);
  const floorFen = lowestOf(facts, policy);
  if (shelfLifeDays !== null && perDay > 0 && cover !== null && cover > shelfLifeDays)
    return {
      reason: 'expiry',
      fen: clearancePrice({
        pieces: available,
        days: Math.max(1, Math.round(shelfLifeDays)),
        perDay,
        priceFen,
        floorFen: Math.min(floorFen, priceFen),
        elasticity,
        salvageFen: 0,
      }),
    };
  if (cover !== null && cover > policy.slowDays)
    return {
      reason: 'slow',
      fen: priceFen * (available / (perDay * policy.targetDays)) ** (1 / elasticity),
    };
  if (competitor && policy.competitorBp !== null) {
    const borne = (competitor.priceFen * (10_000 + policy.competitorBp)) / 10_000;
    if (priceFen > borne) return { reason: 'competitor', fen: competitor.priceFen };
  }
  const calm = cover !== null && cover <= policy.targetDays;
  return priceFen < baseFen && calm ? { reason: 'restore', fen: baseFen } : null;
}

/** Within the day's step and the band, on whole jiao; rounding never passes a limit. */
function railed(facts: PriceFacts, policy: PricePolicy, wanted: number): number {
  const { priceFen, ceilingPriceFen } = facts;
  const step = Math.floor((priceFen * policy.maxStepBp) / 10_000);
  const low = Math.max(lowestOf(facts, policy), priceFen - step);
  const high = Math.min(ceilingPriceFen, priceFen + step);
  if (low > high) return priceFen;
  const near = Math.min(high, Math.max(low, wanted));
  const around = [
    Math.round(near / GRID_FEN),
    Math.floor(near / GRID_FEN),
    Math.ceil(near / GRID_FEN),
  ];
  return (
    around.map((n) => n * GRID_FEN).find((fen) => fen >= low && fen <= high) ?? Math.round(near)
  );
}

function resting({ lastChange }: PriceFacts, policy: PricePolicy, up: boolean): boolean {
  if (!lastChange) return false;
  return lastChange.days < (lastChange.up === up ? policy.restDays : policy.turnDays);
}
