import { demandOf, type Mode } from '#shared/domain/order';
import type { MoneyRules } from '#shared/domain/membership/rules';
import type { Promotion } from '#shared/domain/pricing/promotion';
import type {
  AddressBookDoc,
  AssetDoc,
  CouponDoc,
  CouponTemplateDoc,
  ListingDoc,
  MemberDoc,
  SkuDoc,
  StockDoc,
  StoreDoc,
} from '#shared/model/docs';
import { moneyRules } from '../../assets/rules';
import { livePromotions, promotionsIn } from '../../campaigns/promotionsFor';
import { oneOf } from '../../kit/conditions';
import type { Ctx, Db } from '../../kit/ports';
import { giftSkusOf } from './gifts';

export interface WantedCart {
  readonly storeId: string;
  readonly mode: Mode;
  readonly lines: readonly { readonly skuId: string; readonly qty: number }[];
  readonly addressId: string | null;
}
export interface LoadedLine {
  readonly skuId: string;
  readonly qty: number;
  readonly sku: SkuDoc | undefined;
  readonly listing: ListingDoc | undefined;
}
export interface HeldCoupon {
  readonly coupon: CouponDoc;
  readonly template: CouponTemplateDoc;
}
export interface LoadedCart {
  readonly store: StoreDoc | undefined;
  /** One entry a SKU, in the order the cart named them first. */
  readonly lines: readonly LoadedLine[];
  /** By SKU: of the lines, of what gift boxes hold, of what rules may give away. */
  readonly stock: ReadonlyMap<string, StockDoc>;
  readonly giftSkus: ReadonlyMap<string, SkuDoc>;
  readonly member: MemberDoc | undefined;
  readonly assets: AssetDoc | undefined;
  readonly address: AddressBookDoc['addresses'][number] | undefined;
  readonly rules: MoneyRules;
  readonly promotions: readonly Promotion[];
  readonly pocket: readonly HeldCoupon[];
}
interface How {
  /** The member's name, where an order carries it. */
  readonly named: boolean;
  /** Coupons by id; null: all the member could use some time. */
  readonly couponIds: readonly string[] | null;
}
type Reading = Pick<Ctx, 'db' | 'cached' | 'now'>;

/**
 * Everything a cart's price depends on: one parallel round of reads, and a second one only where coupons,
 * gift boxes or gifts are in play. `named` carts are orders: their rules are read anew.
 */
export async function loadCart(
  ctx: Reading,
  memberId: string,
  cart: WantedCart,
  { named, couponIds }: How,
): Promise<LoadedCart> {
  const { db } = ctx;
  const demand = demandOf(cart.lines);
  const skuIds = [...demand.keys()];
  const shopIds = skuIds.map((skuId) => `${cart.storeId}:${skuId}`);
  const [store, skus, listings, stocks, assets, rules, live, coupons, member, book] =
    await Promise.all([
      db.get('stores', cart.storeId),
      db.getMany('skus', skuIds),
      db.getMany('listings', shopIds),
      db.getMany('stock', shopIds),
      db.get('assets', memberId),
      moneyRules(ctx),
      livePromotions(ctx, { fresh: named }),
      couponsOf(db, memberId, couponIds),
      named ? db.get('members', memberId) : undefined,
      cart.mode === 'delivery' ? db.get('addressBooks', memberId) : undefined,
    ]);
  const promotions = store ? promotionsIn(live, store, ctx.now) : [];
  const parts = skus.flatMap(({ components }) => components?.map(({ skuId }) => skuId) ?? []);
  const gifts = giftSkusOf(promotions);
  const more = [...new Set([...parts, ...gifts])].filter((skuId) => !demand.has(skuId));
  const [templates, moreStock, giftDocs] = await Promise.all([
    coupons.length === 0
      ? []
      : db.getMany('couponTemplates', [...new Set(coupons.map((c) => c.templateId))]),
    more.length === 0
      ? []
      : db.getMany(
          'stock',
          more.map((skuId) => `${cart.storeId}:${skuId}`),
        ),
    gifts.length === 0 ? [] : db.getMany('skus', gifts),
  ]);
  const of = <T extends { _id: string }>(docs: readonly T[]) =>
    new Map(docs.map((d) => [d._id, d]));
  const [sku, listing, terms] = [of(skus), of(listings), of(templates)];
  return {
    store,
    lines: skuIds.map((skuId) => ({
      skuId,
      qty: demand.get(skuId) ?? 0,
      sku: sku.get(skuId),
      listing: listing.get(`${cart.storeId}:${skuId}`),
    })),
    stock: new Map([...stocks, ...moreStock].map((doc) => [doc.skuId, doc])),
    giftSkus: of(giftDocs),
    member,
    assets,
    address: book?.addresses.find(({ addressId }) => addressId === cart.addressId),
    rules,
    promotions,
    pocket: coupons.flatMap((coupon) => {
      const template = terms.get(coupon.templateId);
      return template ? [{ coupon, template }] : [];
    }),
  };
}

async function couponsOf(
  db: Db,
  memberId: string,
  couponIds: readonly string[] | null,
): Promise<CouponDoc[]> {
  if (couponIds?.length === 0) return [];
  if (couponIds === null) {
    const where = { memberId, status: oneOf(['unused', 'locked']) };
    return db.find('coupons', where, { sort: { validTo: 1 }, limit: 100 });
  }
  const named = await db.getMany('coupons', [...new Set(couponIds)]);
  return named.filter((coupon) => coupon.memberId === memberId);
}
