import { redeemCoupon } from '#shared/contracts/coupons';
import { shareOf } from '#shared/domain/costShare';
import { businessDayOf } from '#shared/domain/time';
import type { EventPayloads } from '#shared/model/events';
import { serve } from '../kit/serve';
import { couponAt, savingAtTill } from './atTill';

/**
 * Claimed online, used at the till. Coupon and redemption are one transaction; the redemption carries the
 * coupon's id, so a second one cannot exist, whichever shop or order is quicker.
 */
export const main = serve(redeemCoupon, async ({ storeId, code, billFen }, ctx) =>
  ctx.write(async (tx) => {
    const found = await couponAt(ctx, tx, code);
    const saveFen = savingAtTill(ctx, found, storeId, billFen);
    const { coupon, template } = found;
    const { memberId, templateId, _id: couponId } = coupon;
    const member = await tx.get('members', memberId);
    await tx.update('coupons', couponId, {
      set: { status: 'used', usedStoreId: storeId, usedAt: ctx.now },
    });
    await tx.insert('redemptions', {
      _id: couponId,
      storeId,
      memberId,
      templateId,
      billFen,
      saveFen,
      ...shareOf(saveFen, template.costShare),
      by: ctx.me.id,
      at: ctx.now,
    });
    tx.audit({
      target: 'coupons',
      targetId: couponId,
      storeId,
      before: { status: coupon.status },
      after: { status: 'used', billFen, saveFen },
    });
    tx.emit('coupon.redeemed', couponId, {
      couponId,
      templateId,
      storeId,
      memberId,
      billFen,
      saveFen,
      at: ctx.now,
      day: businessDayOf(ctx.now),
    } satisfies EventPayloads['coupon.redeemed']);
    return {
      couponName: template.name,
      saveFen,
      payFen: billFen - saveFen,
      customer: member?.nickname ?? '顾客',
      redeemedAt: ctx.now,
    };
  }),
);
