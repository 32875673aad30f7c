import type { GiftOffer, Promotion } from '#shared/domain/pricing/promotion';
import type { SkuDoc, StockDoc } from '#shared/model/docs';

const offersOf = (promotion: Promotion): readonly GiftOffer[] =>
  promotion.type === 'fullGift' ? promotion.tiers.flatMap(({ gifts }) => gifts) : [];

/** What rules may give away, each once. */
export const giftSkusOf = (promotions: readonly Promotion[]): string[] => [
  ...new Set(promotions.flatMap(offersOf).map(({ skuId }) => skuId)),
];

/**
 * The same rules with what the shop has left of every gift: one that is gone is not promised (edge case 16).
 * Pieces the cart itself takes of a SKU are not given away a second time.
 */
export function withGiftStock(
  promotions: readonly Promotion[],
  stock: ReadonlyMap<string, StockDoc>,
  skus: ReadonlyMap<string, SkuDoc>,
  taken: ReadonlyMap<string, number>,
): Promotion[] {
  const left = (skuId: string): number =>
    skus.has(skuId) ? Math.max(0, (stock.get(skuId)?.available ?? 0) - (taken.get(skuId) ?? 0)) : 0;
  return promotions.map((promotion) =>
    promotion.type === 'fullGift'
      ? {
          ...promotion,
          tiers: promotion.tiers.map((tier) => ({
            ...tier,
            gifts: tier.gifts.map((gift) => ({ ...gift, left: left(gift.skuId) })),
          })),
        }
      : promotion,
  );
}
