import type { OrderDoc } from '#shared/model/docs';
import type { WriteTx } from '../../kit/ports';

/** The order is paid: its coupons are used. */
export async function useCoupons(tx: WriteTx, order: OrderDoc, now: number): Promise<void> {
  const used = {
    status: 'used',
    lockOrderId: null,
    lockedAt: null,
    usedOrderId: order._id,
    usedStoreId: order.storeId,
    usedAt: now,
  };
  // Money that has arrived is booked whatever became of a coupon; `checkWorld` would show the gap.
  for (const couponId of order.couponIds)
    await tx.update('coupons', couponId, { set: used }, { lockOrderId: order._id });
}

/** Whole order undone, so its coupons come back; one that expired meanwhile comes back expired. */
export async function returnCoupons(tx: WriteTx, order: OrderDoc): Promise<void> {
  for (const couponId of order.couponIds) {
    const coupon = await tx.get('coupons', couponId);
    if (coupon?.lockOrderId !== order._id && coupon?.usedOrderId !== order._id) continue;
    await tx.update('coupons', couponId, {
      set: {
        status: 'unused',
        lockOrderId: null,
        lockedAt: null,
        usedOrderId: null,
        usedStoreId: null,
        usedAt: null,
      },
    });
  }
}
