import type { OrderDoc } from '#shared/model/docs';
import type { Db } from '../../kit/ports';
import { burn, isBurnt } from './burn';
import { giveBack, reserve, settle, type Claim } from './claims';
import { lockCoupon, unlockCoupon } from './couponLock';
import type { Cart } from './decideCart';

type Outcome =
  | { readonly refused: null; readonly order: OrderDoc }
  | {
      readonly refused: 'OUT_OF_STOCK' | 'COUPON_UNUSABLE' | 'PRICE_CHANGED' | 'BUSY';
      readonly more?: { message?: string; detail?: Record<string, unknown> };
    };

/** Claims of a cart, one a SKU. */
export const claimsOfCart = ({ store, quote }: Pick<Cart, 'store' | 'quote'>): Claim[] =>
  quote.lines.map(({ skuId, qty, priceSource, specialCap }) => ({
    stockId: `${store._id}:${skuId}`,
    skuId,
    qty,
    special: priceSource === 'special' ? qty : 0,
    specialCap,
  }));

/**
 * Claim → insert → settle. The three may be cut anywhere: a hold names its attempt, and whoever finds the
 * order looks up which attempt became it. Refused or overtaken, the attempt first makes sure that its order
 * can never exist (burns the id) and only then gives back.
 */
export async function claimGoods(
  db: Db,
  order: OrderDoc,
  cart: Cart,
  now: number,
): Promise<Outcome> {
  const { _id: orderId, holdId, couponId, memberId } = order;
  const claims = claimsOfCart(cart);
  const [{ short }, locked] = await Promise.all([
    reserve(db, claims, { id: holdId, orderId, at: now }),
    couponId === null ? true : lockCoupon(db, couponId, memberId, orderId, now),
  ]);

  if (short.length === 0 && locked) {
    const mine = await db.insert('orders', order);
    const placed = mine ? order : ((await db.get('orders', orderId)) ?? order);
    await finish(db, placed, claims, order);
    return { refused: null, order: placed };
  }

  // A twin of this request is at work on the same pieces: it decides, this attempt only steps back.
  if (short.some(({ stock }) => stock?.holds.some((hold) => hold.orderId === orderId))) {
    await giveBack(db, claims, holdId);
    return { refused: 'BUSY' };
  }
  const why = locked ? 'short' : 'coupon';
  const { storeId, bodyHash } = order;
  const left = await burn(db, { orderId, storeId, memberId, bodyHash, now, why });
  await finish(db, left, claims, order);
  if (!isBurnt(left)) return { refused: null, order: left };
  return refusalOf(cart, short, locked);
}

/** The id is taken for good: settle if it was by this attempt, give everything back if not. */
async function finish(
  db: Db,
  placed: OrderDoc,
  claims: readonly Claim[],
  attempt: OrderDoc,
): Promise<void> {
  if (placed.holdId === attempt.holdId) return settle(db, claims, attempt.holdId);
  await giveBack(db, claims, attempt.holdId);
  if (isBurnt(placed) && attempt.couponId !== null)
    await unlockCoupon(db, attempt.couponId, placed._id);
}

function refusalOf(
  cart: Cart,
  short: Awaited<ReturnType<typeof reserve>>['short'],
  locked: boolean,
): Outcome {
  if (!locked) return { refused: 'COUPON_UNUSABLE' };
  // Enough pieces, yet refused: the special price has sold out meanwhile.
  const dearer = short.every(
    ({ claim, stock }) => claim.specialCap !== null && (stock?.available ?? 0) >= claim.qty,
  );
  if (dearer)
    return { refused: 'PRICE_CHANGED', more: { message: '特价已被抢完，请确认新的金额' } };
  const lines = short.map(({ claim, stock }) => ({
    skuId: claim.skuId,
    title: cart.quote.lines.find(({ skuId }) => skuId === claim.skuId)?.sku.title ?? '',
    available: stock?.available ?? 0,
  }));
  return { refused: 'OUT_OF_STOCK', more: { detail: { lines } } };
}
