import { money } from '../money';
import type { Claim } from './claim';
import type { PriceWorld } from './types';

/** Step 6. */
export interface FreightBill {
  readonly feeFen: number;
  /** After everything that takes it away. */
  readonly fen: number;
  readonly by: 'none' | 'amount' | 'promotion' | 'card' | 'coupon' | null;
  readonly text: string;
}

/** The card's free deliveries are counted by month. */
export const cardFrees = ({ member }: PriceWorld): boolean =>
  member !== null && member.card !== null && member.card.freeFreightLeft !== 0;

/**
 * Free by amount, else by 包邮, else by the card, else less by a coupon: what costs the shopper nothing goes
 * first. Null where a claim on the freight would take nothing: it may not be spent.
 */
export function freightOf(
  world: PriceWorld,
  goods: { readonly orderFen: number; readonly couponedFen: number },
  claims: readonly Claim[],
): FreightBill | null {
  const { feeFen, freeFromFen, judgedOn, note } = world.freight;
  const rule = claims.find((claim) => claim.freight && claim.order !== null);
  const coupon = claims.find((claim) => claim.freight && claim.coupon !== null)?.coupon;
  const wasted = rule !== undefined || coupon !== undefined;
  if (feeFen === 0) return wasted ? null : { feeFen, fen: 0, by: 'none', text: note };
  const judged = judgedOn === 'goods' ? goods.orderFen : goods.couponedFen;
  if (freeFromFen !== null && judged >= freeFromFen)
    return wasted
      ? null
      : { feeFen, fen: 0, by: 'amount', text: `已满${money(freeFromFen)}免配送费` };
  if (rule)
    return coupon
      ? null
      : { feeFen, fen: 0, by: 'promotion', text: `${rule.order?.name ?? '包邮'}，免配送费` };
  if (cardFrees(world))
    return coupon ? null : { feeFen, fen: 0, by: 'card', text: '黑金卡免配送费' };
  if (coupon) {
    const fen = Math.max(0, feeFen - coupon.faceFen);
    return coupon.faceFen > 0
      ? {
          feeFen,
          fen,
          by: 'coupon',
          text: `${coupon.name}，${fen === 0 ? '免配送费' : '减配送费'}`,
        }
      : null;
  }
  const text =
    freeFromFen === null ? '按距离收取配送费' : `再买${money(freeFromFen - judged)}免配送费`;
  return { feeFen, fen: feeFen, by: null, text };
}
