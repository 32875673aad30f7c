import { memberRights } from '#shared/domain/membership/rights';
import type { FreightTerms, PriceWorld } from '#shared/domain/pricing/types';
import { moneyRules } from '../assets/rules';
import { promotionsFor } from '../campaigns/promotionsFor';
import type { Chain } from '../kit/chain';
import type { Ctx } from '../kit/ports';
import { priceWorld, type PricedShop } from '../orders/checkout/priceWorld';

type Reader = Pick<Ctx, 'cached' | 'db' | 'now' | 'me'>;

/** A price on a shelf knows of no delivery. */
const NO_FREIGHT: FreightTerms = { feeFen: 0, freeFromFen: null, judgedOn: 'goods', note: '' };

/**
 * The world in which a shop's shelf is priced: the rules in force there and, of a shopper, level and card. One
 * read where a shopper asks, none otherwise while warm; to be awaited beside the stock.
 */
export async function shelfWorld(ctx: Reader, shop: PricedShop): Promise<PriceWorld> {
  const memberId = ctx.me.kind === 'shopper' ? ctx.me.id : null;
  const [promotions, rules, assets] = await Promise.all([
    promotionsFor(ctx, shop),
    moneyRules(ctx),
    memberId === null ? undefined : ctx.db.get('assets', memberId),
  ]);
  const rights = memberRights(assets, rules, ctx.now);
  const terms = { promotions, pocket: [], freight: NO_FREIGHT, online: true, now: ctx.now };
  return priceWorld(shop, rights, memberId, terms);
}

/** A shop that is not open to shoppers has neither tags nor a region that a rule could name. */
export const pricedShop = (chain: Chain, storeId: string): PricedShop =>
  chain.byId(storeId)?.shop.doc ?? { _id: storeId, tags: [], regionId: '' };

/** For goods a shop does not sell: no rule of the shop, no member's price. */
export const plainWorld = (world: PriceWorld): PriceWorld => ({
  ...world,
  promotions: [],
  member: null,
});
