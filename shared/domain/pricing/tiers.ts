import { sum } from '../money';
import type { GiftOffer, OrderPromotion } from './promotion';

/** What a rule of step 3 gives from an amount and a number of pieces on. */
export interface Level {
  readonly needFen: number;
  readonly needQty: number;
  readonly offFen: number;
  /** 满折: basis points paid; null otherwise. */
  readonly rateBp: number | null;
  readonly gifts: readonly GiftOffer[];
  readonly giftFen: number;
}

const none = { offFen: 0, rateBp: null, gifts: [], giftFen: 0 };

/** Most multiples worth listing: 循环 on a cart of any size stays a short list. */
const MOST_LOOPS = 1_000;

/** Every level of a rule that an amount of at most `hiFen` and `hiQty` pieces can reach, all affordable ones. */
export function levelsOf(rule: OrderPromotion, hiFen: number, hiQty: number): Level[] {
  const affordable = (fen: number) => rule.budgetLeftFen === null || fen <= rule.budgetLeftFen;
  switch (rule.type) {
    case 'freeFreight':
      return [{ ...none, needFen: rule.from.fromFen, needQty: rule.from.fromQty }];
    case 'fullRate':
      return rule.tiers
        .map((tier) => ({
          ...none,
          needFen: tier.fromFen,
          needQty: tier.fromQty,
          rateBp: tier.rateBp,
        }))
        .filter(({ rateBp }) => {
          const most = hiFen - Math.floor((hiFen * rateBp) / 10_000);
          return affordable(Math.min(most, rule.capFen ?? most));
        });
    case 'fullOff':
      return looped(rule.tiers, rule.loops, hiFen, hiQty)
        .map(({ tier, times }) => ({
          ...none,
          needFen: tier.fromFen * times,
          needQty: tier.fromQty * times,
          offFen: tier.offFen * times,
        }))
        .filter(({ offFen }) => affordable(offFen));
    case 'fullGift':
      return looped(rule.tiers, rule.loops, hiFen, hiQty)
        .map(({ tier, times }) => {
          const gifts = tier.gifts
            .map((gift) => ({ ...gift, qty: Math.min(gift.qty * times, gift.left ?? Infinity) }))
            .filter(({ qty }) => qty > 0);
          return {
            ...none,
            needFen: tier.fromFen * times,
            needQty: tier.fromQty * times,
            gifts,
            giftFen: sum(gifts.map(({ qty, listedFen }) => qty * listedFen)),
          };
        })
        .filter(({ gifts, giftFen }) => gifts.length > 0 && affordable(giftFen));
  }
}

/** Every tier once, and the last one as often as the amount holds it. */
function looped<T extends { fromFen: number; fromQty: number }>(
  tiers: readonly T[],
  loops: number,
  hiFen: number,
  hiQty: number,
): { tier: T; times: number }[] {
  const last = tiers.at(-1);
  if (!last) return [];
  const holds = Math.min(
    loops,
    MOST_LOOPS,
    last.fromFen > 0 ? Math.floor(hiFen / last.fromFen) : loops,
    last.fromQty > 0 ? Math.floor(hiQty / last.fromQty) : loops,
  );
  // A threshold of nothing would loop for ever: it holds once.
  const most = last.fromFen > 0 || last.fromQty > 0 ? Math.max(1, holds) : 1;
  return [
    ...tiers.slice(0, -1).map((tier) => ({ tier, times: 1 })),
    ...Array.from({ length: most }, (_, i) => ({ tier: last, times: i + 1 })),
  ];
}

/** The better of two levels: more money off, then the dearer gift. */
export const betterLevel = (a: Level, b: Level): number =>
  b.offFen - a.offFen ||
  (a.rateBp ?? 10_000) - (b.rateBp ?? 10_000) ||
  b.giftFen - a.giftFen ||
  a.needFen - b.needFen;

export const reaches = (level: Level, fen: number, qty: number): boolean =>
  fen >= level.needFen && qty >= level.needQty;
