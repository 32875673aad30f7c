import { isLive } from '../../shared/domain/order';
import type { CouponDoc, OrderDoc } from '../../shared/model/docs';
import type { Rows } from '../invariants';

/** A coupon belongs to at most one living use, and both sides say so. */
export function brokenCoupons(db: Rows, swept: boolean): string[] {
  const bad: string[] = [];
  const orders = new Map(db.rows('orders').map((order) => [order._id, order]));
  const redeemed = new Set(db.rows('redemptions').map(({ _id }) => _id));
  const coupons = new Map(db.rows('coupons').map((coupon) => [coupon._id, coupon]));
  for (const coupon of coupons.values()) bad.push(...usage(coupon, orders, redeemed, swept));

  for (const order of orders.values()) {
    if (order.status === 'cancelled') continue;
    for (const couponId of order.couponIds) {
      const coupon = coupons.get(couponId);
      const owner = order.paidAt === null ? coupon?.lockOrderId : coupon?.usedOrderId;
      if (owner !== order._id && !wholeBack(order))
        bad.push(`C1 order ${order._id} (${order.status}) does not own its coupon ${couponId}`);
    }
  }
  return [...bad, ...issued(db, [...coupons.values()])];
}

/** Every piece was refunded: its coupons are the member's again. */
const wholeBack = ({ lines }: OrderDoc): boolean =>
  lines.every(({ gift, qty, unitsBack }) => gift || unitsBack.length === qty);

function usage(
  coupon: CouponDoc,
  orders: ReadonlyMap<string, OrderDoc>,
  redeemed: ReadonlySet<string>,
  swept: boolean,
): string[] {
  const { _id, status, lockOrderId, usedOrderId, usedStoreId } = coupon;
  if (status === 'locked') {
    const order = orders.get(lockOrderId ?? '');
    // Before the sweep the order may not exist yet (or its checkout was refused midway).
    const abandoned = !order || order.no === '';
    if (abandoned ? swept : order.status !== 'pendingPay' || !order.couponIds.includes(_id))
      return [`C1 coupon ${_id} is locked for ${lockOrderId} (${order?.status ?? 'absent'})`];
    return [];
  }
  if (lockOrderId !== null) return [`C1 coupon ${_id} is ${status} but names a lock`];
  if (status === 'used' && usedOrderId !== null) {
    const order = orders.get(usedOrderId);
    const right =
      order?.couponIds.includes(_id) && (isLive(order.status) || order.status === 'completed');
    return right ? [] : [`C1 coupon ${_id} was used by ${usedOrderId}, which does not stand`];
  }
  const atTill = redeemed.has(_id);
  if (status === 'used' && !atTill) return [`C1 coupon ${_id} is used by nobody`];
  if (status !== 'used' && (atTill || usedOrderId !== null || usedStoreId !== null))
    return [`C1 coupon ${_id} is ${status} and used`];
  return [];
}

/** Counters equal what was handed out, within their limits. */
function issued(db: Rows, coupons: readonly CouponDoc[]): string[] {
  const bad: string[] = [];
  for (const template of db.rows('couponTemplates')) {
    const n = coupons.filter(({ templateId }) => templateId === template._id).length;
    if (n !== template.issued || n > template.total)
      bad.push(`C2 ${template._id}: ${n} coupons, ${template.issued} issued of ${template.total}`);
    for (const claim of db.rows('couponClaims').filter((c) => c.templateId === template._id)) {
      const mine = coupons.filter(
        (c) => c.templateId === template._id && c.memberId === claim.memberId,
      ).length;
      if (mine !== claim.count || mine > template.perMember)
        bad.push(`C2 ${claim._id}: ${mine} coupons, ${claim.count} counted`);
    }
  }
  return bad;
}
