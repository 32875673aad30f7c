import { money } from '../money';
import type { PricePolicy } from './policy';
import type { PriceFacts, Proposal } from './propose';

const days = (n: number | null): string => (n === null ? '很久' : `${Math.round(n)} 天`);
const pieces = (n: number): string => `${n < 10 ? n.toFixed(1) : Math.round(n)} 件`;

/** The proposal in a sentence with its numbers, for whoever decides on it. */
export function whyText(
  facts: PriceFacts,
  policy: PricePolicy,
  { reason, perDay, coverDays }: Omit<Proposal, 'why'>,
): string {
  const stock = `可售 ${facts.available} 件，日均卖 ${pieces(perDay.from)}，够卖 ${days(coverDays)}`;
  const then = `；调价后预计日均 ${pieces(perDay.to)}`;
  switch (reason) {
    case 'expiry':
      return `${stock}，保质期只有 ${facts.shelfLifeDays} 天，不降价会有商品过期${then}`;
    case 'slow':
      return `${stock}，超过 ${policy.slowDays} 天算滞销，目标 ${policy.targetDays} 天${then}`;
    case 'competitor':
      return `${facts.competitor?.name ?? '竞品'}卖 ${money(facts.competitor?.priceFen ?? 0)}，本店贵得超过容忍范围；${stock}${then}`;
    case 'restore':
      return `${stock}，降价的原因已经过去，逐步回到 ${money(facts.baseFen)}`;
  }
}
