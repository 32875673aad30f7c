import { memberRights } from '#shared/domain/membership/rights';
import type { FreightTerms, PriceWorld } from '#shared/domain/pricing/types';
import { moneyRules } from '../assets/rules';
import { livePromotions, promotionsIn } from '../campaigns/promotionsFor';
import type { Chain } from '../kit/chain';
import type { Ctx } from '../kit/ports';
import { priceWorld, type PricedShop } from '../orders/checkout/priceWorld';

type Reader = Pick<Ctx, 'cached' | 'db' | 'now' | 'me'>;

/** A price on a shelf knows of no delivery. */
const NO_FREIGHT: FreightTerms = { feeFen: 0, freeFromFen: null, judgedOn: 'goods', note: '' };

/**
 * How any shop's shelf is priced now: the rules in force there and, of a shopper, level and card. One read where
 * a shopper asks, none otherwise while warm; to be awaited beside the stock.
 */
export async function shelfPricing(ctx: Reader): Promise<(shop: PricedShop) => PriceWorld> {
  const memberId = ctx.me.kind === 'shopper' ? ctx.me.id : null;
  const [live, rules, assets] = await Promise.all([
    livePromotions(ctx),
    moneyRules(ctx),
    memberId === null ? undefined : ctx.db.get('assets', memberId),
  ]);
  const rights = memberRights(assets, rules, ctx.now);
  const terms = { pocket: [], freight: NO_FREIGHT, online: true, now: ctx.now };
  return (shop) => {
    const promotions = promotionsIn(live, shop, ctx.now);
    return priceWorld(shop, rights, memberId, { ...terms, promotions });
  };
}

export const shelfWorld = async (ctx: Reader, shop: PricedShop): Promise<PriceWorld> =>
  (await shelfPricing(ctx))(shop);

/** A shop that is not open to shoppers has neither tags nor a region that a rule could name. */
export const pricedShop = (chain: Chain, storeId: string): PricedShop =>
  chain.byId(storeId)?.shop.doc ?? { _id: storeId, tags: [], regionId: '' };

/** For goods a shop does not sell: no rule of the shop, no member's price. */
export const plainWorld = (world: PriceWorld): PriceWorld => ({
  ...world,
  promotions: [],
  member: null,
});
