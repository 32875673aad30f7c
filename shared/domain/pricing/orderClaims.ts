import type { Arcs } from './arcs';
import { countedAs, mostOf, reachOf, table, type Found, type Reach } from './claim';
import { countsForRule } from './counts';
import type { OrderPromotion } from './promotion';
import type { WhyCode } from './result';
import { whyNotHere } from './scope';
import { betterLevel, levelsOf, reaches } from './tiers';
import type { PriceWorld } from './types';

/** One claim a level worth aiming at: the best that holds anyway, and the ones above it. */
export function orderClaims(rule: OrderPromotion, arcs: Arcs, world: PriceWorld): Found {
  const why = whyNotHere(rule.scope, world);
  if (why) return { why };
  const counted = table(arcs, countsForRule(rule));
  const reach = reachOf(arcs, counted);
  if (reach.hiQty === 0) return { why: 'NO_GOODS' };
  if (rule.type === 'freeFreight' && world.freight.feeFen === 0) return { why: 'NO_SAVING' };
  const levels = levelsOf(rule, reach.hiFen, reach.hiQty)
    .filter((level) => reaches(level, reach.hiFen, reach.hiQty))
    .sort(betterLevel);
  if (levels.length === 0) return { why: whyNoLevel(rule, reach) };
  const sure = levels.findIndex((level) => reaches(level, reach.loFen, reach.loQty));
  const aims = sure === -1 ? levels : levels.slice(0, sure + 1);
  const cap = rule.type === 'fullRate' ? rule.capFen : null;
  return {
    claims: aims.map((level) => ({
      id: rule.id,
      named: rule.id,
      order: rule,
      coupon: null,
      levels,
      aim: level,
      judged: counted,
      ...countedAs(counted),
      needFen: level.needFen,
      needQty: level.needQty,
      loFen: reach.loFen,
      loQty: reach.loQty,
      ...mostOf(level.rateBp, cap, level.offFen, reach),
      giftFen: level.giftFen,
      freight: rule.type === 'freeFreight',
      belowFloor: rule.belowFloor,
    })),
  };
}

function whyNoLevel(rule: OrderPromotion, { hiFen, hiQty }: Reach): WhyCode {
  const rich = levelsOf({ ...rule, budgetLeftFen: null }, hiFen, hiQty);
  if (rich.some((level) => reaches(level, hiFen, hiQty))) return 'BUDGET_GONE';
  return rule.type === 'fullGift' && rich.length === 0 ? 'GIFT_GONE' : 'BELOW_THRESHOLD';
}
