import { checkCoupon } from '#shared/contracts/coupons';
import { serve } from '../kit/serve';
import { couponAt, mustBeUsable, savingAtTill } from './atTill';
import { couponView } from './couponView';

/** What a shopper's code is worth here, before redeeming it. Changes nothing. */
export const main = serve(checkCoupon, async ({ storeId, code, billFen, skuId }, ctx) => {
  const found = await couponAt(ctx, ctx.db, code);
  await mustBeUsable(ctx, found, storeId);
  const { coupon, template } = found;
  const goods = template.type === 'exchange' ? template.skuIds : [];
  const [member, skus] = await Promise.all([
    ctx.db.get('members', coupon.memberId),
    goods.length === 0 ? [] : ctx.db.getMany('skus', goods),
  ]);
  // Asked with the bill alone, an exchange coupon first has to be told what it is used for.
  const asked = billFen !== undefined && (goods.length === 0 || skuId !== undefined);
  return {
    coupon: couponView(coupon, template, ctx.now),
    customer: member?.nickname ?? '顾客',
    saveFen: asked ? await savingAtTill(ctx, found, { storeId, billFen, skuId }) : null,
    goods: skus.map(({ _id, title }) => ({ skuId: _id, title })),
  };
});
