import type { Assets, PaidCard } from './assets';
import { noAssets } from './assets';
import { monthOf } from './calendar';
import { levelById, sorted } from './levels';
import { spendable } from './pointLots';
import type { CardPlan, MoneyRules } from './rules';

/** What a member may claim at a checkout; the first fields are the pricing engine's `Buyer`. */
export interface MemberRights {
  readonly levelId: string;
  readonly levelName: string;
  readonly levelRateBp: number | null;
  readonly card: { readonly rateBp: number | null; readonly freeFreightLeft: number | null } | null;
  readonly points: { readonly spendable: number };
  readonly wallet: { readonly principalFen: number; readonly bonusFen: number };
  /** The points rule with the level's multiplier in it. */
  readonly pointsRule: {
    readonly fenPerPoint: number;
    readonly maxBp: number;
    readonly earnBp: number;
    readonly growthBp: number;
  };
}

export function memberRights(
  assets: Assets | undefined,
  rules: MoneyRules,
  now: number,
): MemberRights {
  const first = sorted(rules.levels)[0]?.levelId ?? '';
  const own = assets ?? noAssets(first);
  const level = levelById(rules.levels, own.levelId, own.growth);
  const { fenPerPoint, maxBp, earnBp, growthBp } = rules.points;
  const { principalFen, bonusFen } = own.wallet;
  return {
    levelId: level.levelId,
    levelName: level.name,
    levelRateBp: level.rateBp,
    card: cardRights(own.card, rules.card, now),
    points: { spendable: spendable(own.points, heldPoints(own), now) },
    wallet: { principalFen, bonusFen },
    pointsRule: {
      fenPerPoint,
      maxBp,
      earnBp: Math.round((earnBp * level.pointsBp) / 10_000),
      growthBp,
    },
  };
}

export const heldPoints = ({ holds }: Pick<Assets, 'holds'>): number =>
  holds.reduce((total, hold) => total + hold.points, 0);

export const cardHolds = (card: PaidCard | null, now: number): card is PaidCard =>
  card !== null && card.from <= now && now < card.to;

function cardRights(card: PaidCard | null, plan: CardPlan, now: number): MemberRights['card'] {
  if (!cardHolds(card, now)) return null;
  const { rateBp, freeFreightPerMonth } = plan;
  const used = card.monthKey === monthOf(now) ? card.freeFreightUsed : 0;
  const freeFreightLeft =
    freeFreightPerMonth === null ? null : Math.max(0, freeFreightPerMonth - used);
  return { rateBp, freeFreightLeft };
}
