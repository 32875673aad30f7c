import type { Ctx } from '../kit/ports';
import { decideCart, type Cart, type Wishes } from '../orders/checkout/decideCart';
import { loadCart, type LoadedCart } from '../orders/checkout/loadCart';
import { readMemberToken, type AtCounter } from './memberToken';

export interface Wanted {
  readonly storeId: string;
  readonly lines: readonly { readonly skuId: string; readonly qty: number }[];
  readonly member: string | null;
  readonly points: number | 'most';
  readonly useWallet: boolean;
  readonly couponIds: readonly string[] | null;
}

type Reading = Pick<Ctx<'MEMBER_GONE'>, 'db' | 'cached' | 'now' | 'derive' | 'refuse'>;

/** The member a sale is for; null: a stranger. */
export const customerOf = (ctx: Reading, { member, storeId }: Wanted): AtCounter | null =>
  member === null ? null : (readMemberToken(ctx, storeId, member) ?? ctx.refuse('MEMBER_GONE'));

/** Does the sale take something the member owns? */
export const spends = ({ points, useWallet, couponIds }: Wanted): boolean =>
  points !== 0 || useWallet || (couponIds?.length ?? 0) > 0;

/** Reads a sale as an order is read: same prices, same rules, for pick-up over the counter. */
export const loadSale = (
  ctx: Reading,
  wanted: Wanted,
  customer: AtCounter | null,
  /** The order it is to become; null: only looked at. */
  orderId: string | null,
): Promise<LoadedCart | undefined> =>
  loadCart(
    ctx,
    customer?.memberId ?? null,
    { storeId: wanted.storeId, mode: 'pickup', lines: wanted.lines, addressId: null },
    { orderId, couponIds: customer?.agrees ? wanted.couponIds : [] },
  );

/** What a member who did not show the code may not touch is left out. */
export function wishesOf(wanted: Wanted, customer: AtCounter | null): Wishes {
  const { points, useWallet, couponIds } = wanted;
  const own = customer?.agrees === true;
  return {
    mode: 'pickup',
    atTill: true,
    couponIds: own ? couponIds : [],
    points: own ? points : 0,
    useWallet: own && useWallet,
  };
}

export const decideSale = (
  loaded: LoadedCart,
  wanted: Wanted,
  customer: AtCounter | null,
  now: number,
): Cart => decideCart(loaded, customer?.memberId ?? null, wishesOf(wanted, customer), now);
