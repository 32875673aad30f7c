import { gte } from '../../kit/conditions';
import type { Db } from '../../kit/ports';

/**
 * Claims the coupon for this order; true also when another attempt of the same request did so before.
 * Its validity is judged here and never again: a coupon locked in time is honoured at payment.
 */
export async function lockCoupon(
  db: Db,
  couponId: string,
  memberId: string,
  orderId: string,
  now: number,
): Promise<boolean> {
  const locked = await db.update(
    'coupons',
    couponId,
    { set: { status: 'locked', lockOrderId: orderId, lockedAt: now } },
    { memberId, status: 'unused', validTo: gte(now) },
  );
  if (locked) return true;
  const coupon = await db.get('coupons', couponId);
  return coupon?.status === 'locked' && coupon.lockOrderId === orderId;
}

/** Only once the order's id is burnt or its order has ended. */
export const unlockCoupon = (db: Db, couponId: string, orderId: string): Promise<boolean> =>
  db.update(
    'coupons',
    couponId,
    { set: { status: 'unused', lockOrderId: null, lockedAt: null } },
    { status: 'locked', lockOrderId: orderId },
  );
