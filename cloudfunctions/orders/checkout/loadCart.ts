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
  OrderDoc,
  SkuDoc,
  StockDoc,
  StoreDoc,
} from '#shared/model/docs';
import { moneyRules } from '../../assets/rules';
import { askLive, livePromotions, liveRules, promotionsIn } from '../../campaigns/promotionsFor';
import { ask, askIds } from '../../kit/ask';
import { oneOf } from '../../kit/conditions';
import type { Asked, Ctx, Db, Gathered } from '../../kit/ports';
import { giftSkusOf } from './gifts';

/** A shopper with more unpaid orders than this holds goods back from others. */
export const UNPAID_AT_MOST = 5;

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
  readonly store: StoreDoc;
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
  /** Of a cart that is to become an order: that order if it is there already, unpaid ones up to the limit. */
  readonly before: OrderDoc | undefined;
  readonly unpaid: number;
}
interface How {
  /** The order the cart is to become: rules are read anew then. Null: only looked at. */
  readonly orderId: string | null;
  /** Coupons by id; null: all the member could use some time. */
  readonly couponIds: readonly string[] | null;
}
type Reading = Pick<Ctx, 'db' | 'cached' | 'now'>;

/**
 * Everything a cart's price depends on: one round trip (rules that may be ten seconds old aside), and a second
 * only where coupons, gift boxes or gifts are in play. Undefined: no such shop.
 */
export async function loadCart(
  ctx: Reading,
  /** Null: a stranger at the till. */
  memberId: string | null,
  cart: WantedCart,
  { orderId, couponIds }: How,
): Promise<LoadedCart | undefined> {
  const { db, now } = ctx;
  const { storeId } = cart;
  const demand = demandOf(cart.lines);
  const skuIds = [...demand.keys()];
  const atShop = (ids: readonly string[]) => ids.map((skuId) => `${storeId}:${skuId}`);
  const fresh = orderId === null ? { campaigns: null, budgets: null } : askLive(now);
  const [found, rules, known] = await Promise.all([
    db.gather('stores', storeId, {
      skus: askIds('skus', skuIds),
      listings: askIds('listings', atShop(skuIds)),
      stock: askIds('stock', atShop(skuIds)),
      assets: memberId === null ? null : askIds('assets', [memberId]),
      coupons: memberId === null ? null : couponsAsked(memberId, couponIds),
      books:
        cart.mode === 'delivery' && memberId !== null ? askIds('addressBooks', [memberId]) : null,
      members: orderId === null || memberId === null ? null : askIds('members', [memberId]),
      orders: orderId === null ? null : askIds('orders', [orderId]),
      unpaid: orderId === null || memberId === null ? null : askUnpaid(memberId),
      ...fresh,
    }),
    moneyRules(ctx),
    orderId === null ? livePromotions(ctx) : undefined,
  ]);
  if (!found) return undefined;
  const { doc: store, also } = found;
  const promotions = promotionsIn(known ?? liveRules([also.campaigns, also.budgets]), store, now);
  const coupons = also.coupons.filter((coupon) => coupon.memberId === memberId);
  const parts = also.skus.flatMap(({ components }) => components?.map(({ skuId }) => skuId) ?? []);
  const gifts = giftSkusOf(promotions);
  const more = [...new Set([...parts, ...gifts])].filter((skuId) => !demand.has(skuId));
  const {
    templates = [],
    stock = [],
    gifts: giftSkus = [],
  } = await secondLook(db, storeId, {
    templates: askIds(
      'couponTemplates',
      coupons.map(({ templateId }) => templateId),
    ),
    stock: askIds('stock', atShop(more)),
    gifts: askIds('skus', gifts),
  });
  const of = <T extends { _id: string }>(docs: readonly T[]) =>
    new Map(docs.map((d) => [d._id, d]));
  const [sku, listing, terms] = [of(also.skus), of(also.listings), of(templates)];
  return {
    store,
    lines: skuIds.map((skuId) => ({
      skuId,
      qty: demand.get(skuId) ?? 0,
      sku: sku.get(skuId),
      listing: listing.get(`${storeId}:${skuId}`),
    })),
    stock: new Map([...also.stock, ...stock].map((doc) => [doc.skuId, doc])),
    giftSkus: of(giftSkus),
    member: also.members[0],
    assets: also.assets[0],
    address: also.books[0]?.addresses.find(({ addressId }) => addressId === cart.addressId),
    rules,
    promotions,
    pocket: coupons.flatMap((coupon) => {
      const template = terms.get(coupon.templateId);
      return template ? [{ coupon, template }] : [];
    }),
    before: also.orders[0],
    unpaid: also.unpaid.length,
  };
}

/** What the first look has shown to matter; no trip where nothing does. */
async function secondLook<A extends Asked>(
  db: Db,
  storeId: string,
  asked: A,
): Promise<Partial<Gathered<A>>> {
  if (Object.values(asked).every((one) => one === null)) return {};
  return (await db.gather('stores', storeId, asked))?.also ?? {};
}

const askUnpaid = (memberId: string) =>
  ask('orders', { memberId, status: 'pendingPay' }, { only: ['_id'], limit: UNPAID_AT_MOST });

const couponsAsked = (memberId: string, couponIds: readonly string[] | null) =>
  couponIds === null
    ? ask(
        'coupons',
        { memberId, status: oneOf(['unused', 'locked']) },
        { sort: { validTo: 1 }, limit: 100 },
      )
    : askIds('coupons', couponIds);
