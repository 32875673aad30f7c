import { demandOf, type Mode } from '#shared/domain/order';
import type {
  AddressBookDoc,
  CouponDoc,
  CouponTemplateDoc,
  ListingDoc,
  MemberDoc,
  SkuDoc,
  StockDoc,
  StoreDoc,
} from '#shared/model/docs';
import type { Db } from '../../kit/ports';

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
  readonly stock: StockDoc | undefined;
}
export interface LoadedCart {
  readonly store: StoreDoc | undefined;
  /** One entry a SKU, in the order the cart named them first. */
  readonly lines: readonly LoadedLine[];
  readonly member: MemberDoc | undefined;
  readonly address: AddressBookDoc['addresses'][number] | undefined;
}

/** Everything a cart's price depends on, in one parallel round of reads; the member where an order names them. */
export async function loadCart(
  db: Db,
  memberId: string,
  cart: WantedCart,
  { named }: { readonly named: boolean },
): Promise<LoadedCart> {
  const demand = demandOf(cart.lines);
  const skuIds = [...demand.keys()];
  const shopIds = skuIds.map((skuId) => `${cart.storeId}:${skuId}`);
  const [store, skus, listings, stocks, member, book] = await Promise.all([
    db.get('stores', cart.storeId),
    db.getMany('skus', skuIds),
    db.getMany('listings', shopIds),
    db.getMany('stock', shopIds),
    named ? db.get('members', memberId) : undefined,
    cart.mode === 'delivery' ? db.get('addressBooks', memberId) : undefined,
  ]);
  const of = <T extends { _id: string }>(docs: readonly T[]) =>
    new Map(docs.map((d) => [d._id, d]));
  const [sku, listing, stock] = [of(skus), of(listings), of(stocks)];
  return {
    store,
    lines: skuIds.map((skuId) => ({
      skuId,
      qty: demand.get(skuId) ?? 0,
      sku: sku.get(skuId),
      listing: listing.get(`${cart.storeId}:${skuId}`),
      stock: stock.get(`${cart.storeId}:${skuId}`),
    })),
    member,
    address: book?.addresses.find(({ addressId }) => addressId === cart.addressId),
  };
}

export interface HeldCoupon {
  readonly coupon: CouponDoc;
  readonly template: CouponTemplateDoc;
}

/** A coupon with its terms; undefined when there is none or it is another member's. */
export async function loadCoupon(
  db: Db,
  memberId: string,
  couponId: string | null,
): Promise<HeldCoupon | undefined> {
  const coupon = couponId === null ? undefined : await db.get('coupons', couponId);
  if (coupon?.memberId !== memberId) return undefined;
  const template = await db.get('couponTemplates', coupon.templateId);
  return template && { coupon, template };
}
