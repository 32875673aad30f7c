import type { Err } from '#shared/contracts/kit';
import type { checkCoupon } from '#shared/contracts/coupons';
import { couponState, savingOn, validInStore } from '#shared/domain/coupon';
import { money } from '#shared/domain/money';
import type { CouponDoc, CouponTemplateDoc } from '#shared/model/docs';
import type { Ctx, Tx } from '../kit/ports';
import { readCode } from './code';

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

/** What the coupon takes off a bill in this shop now, at most the bill itself; refuses with the reason if nothing. */
export function savingAtTill(
  ctx: TillCtx,
  { coupon, template }: AtTill,
  storeId: string,
  billFen: number,
): number {
  mustBeUsable(ctx, { coupon, template }, storeId);
  if (billFen < template.thresholdFen)
    return ctx.refuse('BELOW_THRESHOLD', {
      message: `还差${money(template.thresholdFen - billFen)}才能使用这张券`,
    });
  return savingOn(template, billFen);
}

export function mustBeUsable(ctx: TillCtx, { coupon, template }: AtTill, storeId: string): void {
  const state = couponState(coupon, ctx.now);
  if (state === 'used') ctx.refuse('COUPON_USED');
  if (state === 'locked')
    ctx.refuse('COUPON_USED', {
      message: '这张券正被顾客的一笔未付款订单占用，取消那笔订单后可用',
    });
  if (state === 'expired') ctx.refuse('CODE_EXPIRED', { message: '这张券已过有效期' });
  if (!template.offline) ctx.refuse('NOT_THIS_STORE', { message: '这张券只能线上下单使用' });
  if (!validInStore(template, storeId)) ctx.refuse('NOT_THIS_STORE');
}
