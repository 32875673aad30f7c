import { explode } from '#shared/domain/bundle';
import type { OrderDoc } from '#shared/model/docs';
import { heldFor, holdAssets, releaseAssets } from '../../assets/holds';
import { holdBudget, releaseBudget, settleBudget } from '../../campaigns/budget';
import type { Db } from '../../kit/ports';
import { burn, isBurnt } from './burn';
import { giveBack, reserve, settle, type Claim } from './claims';
import { lockCoupon, unlockCoupon } from './couponLock';
import type { Cart } from './decideCart';
import { holdSlot, releaseSlot, settleSlot, type SlotClaim } from './slotClaim';

type Outcome =
  | { readonly refused: null; readonly order: OrderDoc }
  | {
      readonly refused:
        | 'OUT_OF_STOCK'
        | 'COUPON_UNUSABLE'
        | 'PRICE_CHANGED'
        | 'ASSETS_CHANGED'
        | 'SLOT_FULL'
        | 'BUSY';
      readonly more?: { message?: string; detail?: Record<string, unknown> };
    };

/** Claims of a new order, one a SKU: gift boxes taken apart, gifts and the same SKU bought alone summed. */
export function claimsOfOrder(
  { storeId, lines }: Pick<OrderDoc, 'storeId' | 'lines'>,
  capOf: (skuId: string) => number | null,
): Claim[] {
  const parts = new Map(lines.map(({ skuId, components }) => [skuId, components ?? undefined]));
  const special = new Map(
    lines.filter(({ gift }) => !gift).map(({ skuId, specialQty }) => [skuId, specialQty]),
  );
  return [...explode(lines, (skuId) => parts.get(skuId))].map(([skuId, qty]) => ({
    stockId: `${storeId}:${skuId}`,
    skuId,
    qty,
    special: special.get(skuId) ?? 0,
    specialCap: (special.get(skuId) ?? 0) > 0 ? capOf(skuId) : null,
  }));
}

/**
 * Claim → insert → settle. The three may be cut anywhere: a hold names its attempt, and whoever finds the
 * order looks up which attempt became it. Refused or overtaken, the attempt first makes sure that its order
 * can never exist (burns the id) and only then gives back. Pieces, coupons, the member's money and points and
 * the budgets of promotions are claimed at once, each by one guarded update of its own document.
 */
export async function claimGoods(
  db: Db,
  order: OrderDoc,
  cart: Cart,
  now: number,
  place: SlotClaim | null = null,
): Promise<Outcome> {
  const { _id: orderId, holdId, couponIds, memberId, budgets } = order;
  const claims = claimsOfOrder(
    order,
    (skuId) => cart.lines.find((line) => line.skuId === skuId)?.specialCap ?? null,
  );
  const mark = { id: holdId, orderId, at: now };
  const [{ short }, locks, paid, over, seated] = await Promise.all([
    reserve(db, claims, mark),
    Promise.all(couponIds.map((id) => lockCoupon(db, id, memberId, orderId, now))),
    holdAssets(db, memberId, assetsOf(order, now)),
    holdBudget(db, budgets, mark),
    holdSlot(db, place, mark),
  ]);
  const locked = locks.every(Boolean);

  if (short.length === 0 && locked && paid && over.length === 0 && seated) {
    const mine = await db.insert('orders', order);
    const placed = mine ? order : ((await db.get('orders', orderId)) ?? order);
    await finish(db, placed, claims, order, now);
    return { refused: null, order: placed };
  }

  // A twin of this request is at work on the same pieces: it decides, this attempt only steps back.
  const twin =
    short.some(({ stock }) => stock?.holds.some((hold) => hold.orderId === orderId)) ||
    (!paid && (await heldFor(db, memberId, orderId)));
  if (twin) {
    await giveAllBack(db, claims, order, now);
    return { refused: 'BUSY' };
  }
  const why = locked ? 'short' : 'coupon';
  const { storeId, bodyHash } = order;
  const left = await burn(db, { orderId, storeId, memberId, bodyHash, now, why });
  await finish(db, left, claims, order, now);
  if (!isBurnt(left)) return { refused: null, order: left };
  if (!locked) return { refused: 'COUPON_UNUSABLE' };
  if (short.length > 0) return refusalOf(cart, short);
  if (!paid) return { refused: 'ASSETS_CHANGED' };
  if (!seated) return { refused: 'SLOT_FULL' };
  return { refused: 'PRICE_CHANGED', more: { message: '活动名额刚刚用完，请确认新的金额' } };
}

/** What the order takes of its member under its hold. */
export const assetsOf = ({ _id, holdId, totals }: OrderDoc, at: number) => ({
  holdId,
  orderId: _id,
  at,
  principalFen: totals.tender.principalFen,
  bonusFen: totals.tender.bonusFen,
  points: totals.points,
});

/** The id is taken for good: settle if it was by this attempt, give everything back if not. */
async function finish(
  db: Db,
  placed: OrderDoc,
  claims: readonly Claim[],
  attempt: OrderDoc,
  now: number,
): Promise<void> {
  if (placed.holdId === attempt.holdId) {
    await Promise.all([
      settle(db, claims, attempt.holdId),
      settleBudget(db, attempt.budgets, attempt.holdId),
      settleSlot(db, attempt.slot, attempt.holdId),
    ]);
    return;
  }
  await giveAllBack(db, claims, attempt, now);
  if (isBurnt(placed))
    await Promise.all(attempt.couponIds.map((id) => unlockCoupon(db, id, placed._id)));
}

async function giveAllBack(
  db: Db,
  claims: readonly Claim[],
  { holdId, memberId, budgets, assetsHeld, slot }: OrderDoc,
  now: number,
): Promise<void> {
  await Promise.all([
    giveBack(db, claims, holdId),
    releaseBudget(db, budgets, holdId),
    releaseSlot(db, slot, holdId),
    assetsHeld ? releaseAssets(db, memberId, holdId, now) : undefined,
  ]);
}

function refusalOf(cart: Cart, short: Awaited<ReturnType<typeof reserve>>['short']): Outcome {
  // Enough pieces, yet refused: the special price has sold out meanwhile.
  const dearer = short.every(
    ({ claim, stock }) => claim.specialCap !== null && (stock?.available ?? 0) >= claim.qty,
  );
  if (dearer)
    return { refused: 'PRICE_CHANGED', more: { message: '特价已被抢完，请确认新的金额' } };
  const titleOf = (skuId: string): string =>
    cart.lines.find((line) => line.skuId === skuId)?.title ?? cart.giftSkus.get(skuId)?.title ?? '';
  const lines = short.map(({ claim, stock }) => ({
    skuId: claim.skuId,
    title: titleOf(claim.skuId),
    available: stock?.available ?? 0,
  }));
  return { refused: 'OUT_OF_STOCK', more: { detail: { lines } } };
}
