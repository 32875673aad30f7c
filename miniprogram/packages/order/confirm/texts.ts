import { money } from '#shared/domain/money';
import { clockTime, dayOf, shortTime } from '#shared/domain/time';
import type { Preview } from '../../../services/shapes';

/** What the coupon row says: what is saved, or how many could be used. */
export function couponText({ couponIds, coupons, quote }: Preview): string {
  if (couponIds.length > 0) {
    const count = couponIds.length > 1 ? `${couponIds.length} 张 ` : '';
    return quote.couponFen > 0
      ? `${count}-${money(quote.couponFen)}`
      : `已用 ${couponIds.length} 张`;
  }
  const usable = coupons.filter((coupon) => coupon.usable).length;
  return usable > 0 ? `${usable} 张可用` : '暂无可用';
}

/** The coupons to choose from; each says what it saves, or why not now. */
export const choicesOf = ({ coupons }: Preview) =>
  coupons.map((coupon) => ({
    ...coupon,
    says: coupon.usable ? `单用可省 ${money(coupon.saveFen)}` : coupon.why,
  }));

/** What the switches of points and wallet say: what they pay here, else what there is. */
export function assetTexts({ member, quote }: Preview) {
  const { principalFen, bonusFen } = quote.tender;
  const fromWallet = principalFen + bonusFen;
  return {
    points:
      quote.points > 0
        ? `用 ${quote.points} 积分抵 ${money(quote.pointsFen)}`
        : member.points > 0
          ? `共 ${member.points} 积分`
          : '还没有可用积分',
    wallet:
      fromWallet > 0
        ? `本单用 ${money(fromWallet)}，剩 ${money(member.walletFen - fromWallet)}`
        : `余额 ${money(member.walletFen)}`,
  };
}

/** By when it is ready or there, about. */
export function promiseText(readyAt: number | null, mode: 'pickup' | 'delivery'): string {
  if (readyAt === null) return '';
  const today = dayOf(readyAt) === dayOf(Date.now());
  const when = today ? clockTime(readyAt) : shortTime(readyAt);
  return mode === 'pickup' ? `预计 ${when} 备好` : `预计 ${when} 送达`;
}
