import { money } from '../money';
import type { Promotion, TierFrom } from '../pricing/promotion';
import { rateText } from '../pricing/rateText';
import { RULES } from './declare';

const rateOf = (rateBp: number): string => (rateBp === 0 ? '免费' : rateText(rateBp));

/** `满¥100`, `满3件`, `满¥100且3件`. */
function fromText({ fromFen, fromQty }: TierFrom): string {
  if (fromFen === 0 && fromQty === 0) return '不限金额';
  return `满${[fromFen > 0 ? money(fromFen) : '', fromQty > 0 ? `${fromQty}件` : '']
    .filter(Boolean)
    .join('且')}`;
}

/** A rule in one line, as shoppers read it: `满¥100减¥20，满¥200减¥50`. */
export function ruleText(rule: Promotion): string {
  switch (rule.type) {
    case 'timed': {
      const price =
        rule.priceFen === null ? rateOf(rule.rateBp ?? 10_000) : `仅${money(rule.priceFen)}`;
      return `限时${price}${rule.perOrder === null ? '' : `，每单限${rule.perOrder}件`}`;
    }
    case 'nth':
      return `第${rule.nth}件${rule.rateBp === 5_000 ? '半价' : rateOf(rule.rateBp)}${rule.mixed ? '，可混搭' : ''}`;
    case 'fullOff': {
      const tiers = rule.tiers.map((tier) => `${fromText(tier)}减${money(tier.offFen)}`).join('，');
      return rule.loops > 1 ? `每${tiers}，最多减${rule.loops}次` : tiers;
    }
    case 'fullRate': {
      const tiers = rule.tiers.map((tier) => `${fromText(tier)}${rateOf(tier.rateBp)}`).join('，');
      return rule.capFen === null ? tiers : `${tiers}，最多减${money(rule.capFen)}`;
    }
    case 'fullGift':
      return rule.tiers
        .map((tier) => {
          const gifts = tier.gifts.map(({ title, qty }) => `${title}×${qty}`).join('、');
          return `${fromText(tier)}送${gifts}`;
        })
        .join('，');
    case 'freeFreight':
      return `${fromText(rule.from)}包邮`;
  }
}

export const typeText = (rule: Promotion): string => RULES[rule.type].label;
