import { checkCoupon } from '#shared/contracts/coupons';
import { serve } from '../kit/serve';
import { couponAt, mustBeUsable, savingAtTill } from './atTill';
import { couponView } from './couponView';

/** What a shopper's code is worth here, before redeeming it. Changes nothing. */
export const main = serve(checkCoupon, async ({ storeId, code, billFen }, ctx) => {
  const found = await couponAt(ctx, ctx.db, code);
  mustBeUsable(ctx, found, storeId);
  const member = await ctx.db.get('members', found.coupon.memberId);
  return {
    coupon: couponView(found.coupon, found.template, ctx.now),
    customer: member?.nickname ?? '顾客',
    saveFen: billFen === undefined ? null : savingAtTill(ctx, found, storeId, billFen),
  };
});
