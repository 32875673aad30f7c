import { cardRefund } from '#shared/domain/membership/card';
import { cardHolds } from '#shared/domain/membership/rights';
import type { AssetDoc, CardSaleDoc } from '#shared/model/docs';

interface PaidYear extends CardSaleDoc {
  from: number;
  to: number;
}
const isPaid = (sale: CardSaleDoc): sale is PaidYear =>
  sale.status === 'done' && sale.from !== null && sale.to !== null;

/**
 * What giving the card up pays back now, and from which paid years. Null without a running card. Years that
 * are over have no part in it.
 */
export function cardBackOf(
  assets: Pick<AssetDoc, 'card'> | undefined,
  sales: readonly CardSaleDoc[],
  now: number,
) {
  const card = assets?.card ?? null;
  if (!cardHolds(card, now)) return null;
  const years = sales
    .filter(isPaid)
    .filter(({ to }) => to > now)
    .toSorted((a, b) => a.from - b.from);
  const { refundFen, unusedFen, parts } = cardRefund(years, card.benefitUsedFen, now);
  return { refundFen, unusedFen, savedFen: card.benefitUsedFen, years, parts };
}
