import type { Err } from '#shared/contracts/kit';
import type { checkCoupon } from '#shared/contracts/coupons';
import { couponState, savingOn, validInStore } from '#shared/domain/coupon';
import { money } from '#shared/domain/money';
import { unitPrice } from '#shared/domain/price';
import type { CouponDoc, CouponTemplateDoc } from '#shared/model/docs';
import type { Ctx, Tx } from '../kit/ports';
import { readCode } from './code';
import { levelOf } from './level';

type TillCtx = Ctx<Err<typeof checkCoupon>>;

export interface AtTill {
  readonly coupon: CouponDoc;
  readonly template: CouponTemplateDoc;
}

/** The coupon a code names, read through `from`; refuses forged and stale codes before any read. */
export async function couponAt(ctx: TillCtx, from: Pick<Tx, 'get'>, code: string): Promise<AtTill> {
  const named = readCode(ctx, code);
  if (typeof named === 'string') return ctx.refuse(named);
  const coupon = await from.get('coupons', named.couponId);
  const template = coupon && (await from.get('couponTemplates', coupon.templateId));
  if (!coupon || !template) return ctx.refuse('CODE_UNKNOWN');
  return { coupon, template };
}

/**
 * What the coupon takes off a bill in this shop now, at most the bill itself; refuses with the reason if nothing.
 * An exchange coupon pays for one kind of goods on the bill: all its pieces but what they cost with it.
 */
export async function savingAtTill(
  ctx: TillCtx,
  { coupon, template }: AtTill,
  bill: { readonly storeId: string; readonly billFen: number; readonly skuId?: string | undefined },
): Promise<number> {
  const { storeId, billFen, skuId } = bill;
  await mustBeUsable(ctx, { coupon, template }, storeId);
  if (billFen < template.thresholdFen)
    return ctx.refuse('BELOW_THRESHOLD', {
      message: `还差${money(template.thresholdFen - billFen)}才能使用这张券`,
    });
  const { exchange } = template;
  if (exchange === null) return savingOn(template, billFen);
  if (skuId === undefined || !template.skuIds.includes(skuId)) return ctx.refuse('WHICH_GOODS');
  const offFen = (await priceHere(ctx, storeId, skuId)) - exchange.payFen;
  return Math.max(0, Math.min(billFen, exchange.qty * offFen));
}

/** What one piece costs in this shop now. */
async function priceHere(ctx: TillCtx, storeId: string, skuId: string): Promise<number> {
  const id = `${storeId}:${skuId}`;
  const [sku, listing, stock] = await Promise.all([
    ctx.db.get('skus', skuId),
    ctx.db.get('listings', id),
    ctx.db.get('stock', id),
  ]);
  if (!sku || !listing) return ctx.refuse('WHICH_GOODS', { message: '本店不卖这件商品，不能兑换' });
  return unitPrice(sku, listing, stock?.specialSold ?? 0, 1, ctx.now).priceFen;
}

export async function mustBeUsable(
  ctx: TillCtx,
  { coupon, template }: AtTill,
  storeId: string,
): Promise<void> {
  const state = couponState(coupon, ctx.now);
  if (state === 'used') ctx.refuse('COUPON_USED');
  if (state === 'locked')
    ctx.refuse('COUPON_USED', {
      message: '这张券正被顾客的一笔未付款订单占用，取消那笔订单后可用',
    });
  if (state === 'expired') ctx.refuse('CODE_EXPIRED', { message: '这张券已过有效期' });
  if (ctx.now < coupon.validFrom) ctx.refuse('CODE_EXPIRED', { message: '这张券还没到使用时间' });
  if (!template.offline) ctx.refuse('NOT_THIS_STORE', { message: '这张券只能线上下单使用' });
  if (!validInStore(template, storeId)) ctx.refuse('NOT_THIS_STORE');
  const { levelIds } = template;
  const level = await levelOf(ctx, coupon.memberId, levelIds.length > 0);
  if (levelIds.length > 0 && !levelIds.includes(level))
    ctx.refuse('NOT_THIS_STORE', { message: '这张券是会员等级专享，顾客现在的等级不能用' });
}
