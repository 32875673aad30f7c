import { redeemCoupon } from '#shared/contracts/coupons';
import { shareOf } from '#shared/domain/costShare';
import { HQ, costLegs } from '#shared/domain/membership/ledger';
import { businessDayOf } from '#shared/domain/time';
import type { EventPayloads } from '#shared/model/events';
import { book } from '../assets/books';
import { serve } from '../kit/serve';
import { couponAt, savingAtTill } from './atTill';

/**
 * Claimed online, used at the till. Coupon and redemption are one transaction; the redemption carries the
 * coupon's id, so a second one cannot exist, whichever shop or order is quicker.
 */
export const main = serve(redeemCoupon, async ({ storeId, code, billFen, skuId }, ctx) =>
  ctx.write(async (tx) => {
    const found = await couponAt(ctx, tx, code);
    const saveFen = await savingAtTill(ctx, found, { storeId, billFen, skuId });
    const { coupon, template } = found;
    const { memberId, templateId, _id: couponId } = coupon;
    const member = await tx.get('members', memberId);
    const shares = shareOf(saveFen, template.costShare);
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
      ...shares,
      by: ctx.me.id,
      at: ctx.now,
    });
    // Headquarters pays the shop for what its coupons took off a bill there.
    const costs = [
      { kind: 'coupon' as const, by: HQ, fen: shares.hqFen },
      { kind: 'coupon' as const, by: storeId, fen: shares.storeFen },
    ];
    const about = { at: ctx.now, memberId, storeId, text: `到店核销 · ${template.name}` };
    await book(tx, `redemption:${couponId}`, costLegs(storeId, costs), about);
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
