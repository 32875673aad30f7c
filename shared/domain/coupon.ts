import { money, percent } from './money';
import { DAY_MS, dayOf, endOf } from './time';

/** The terms of a coupon; a template's document fits. */
export interface CouponTerms {
  readonly name: string;
  readonly type: 'amount' | 'percent' | 'freight' | 'exchange';
  /** For `amount`: fen off. */
  readonly faceFen: number;
  /** For `percent`: basis points paid. */
  readonly rateBp: number;
  /** For `percent`: at most this many fen off; null without limit. */
  readonly capFen: number | null;
  readonly thresholdFen: number;
  /** Empty = all. */
  readonly storeIds: readonly string[];
  readonly categoryIds: readonly string[];
  readonly skuIds?: readonly string[];
}

/** Fen off an amount that the coupon covers: never more than the amount, 0 below the threshold. */
export function savingOn(terms: CouponTerms, coveredFen: number): number {
  if (coveredFen < terms.thresholdFen) return 0;
  if (terms.type === 'amount') return Math.min(terms.faceFen, coveredFen);
  if (terms.type !== 'percent') return 0;
  const off = coveredFen - percent(coveredFen, terms.rateBp);
  return Math.max(0, Math.min(off, terms.capFen ?? off, coveredFen));
}

export const validInStore = (terms: CouponTerms, storeId: string): boolean =>
  terms.storeIds.length === 0 || terms.storeIds.includes(storeId);

export interface CouponLife {
  readonly status: 'unused' | 'locked' | 'used' | 'void';
  readonly validFrom: number;
  readonly validTo: number;
}

/** Expiry is computed, never stored: a timer that runs late cannot keep a coupon alive. */
export function couponState(
  coupon: CouponLife,
  now: number,
): 'unused' | 'locked' | 'used' | 'expired' {
  if (coupon.status === 'used' || coupon.status === 'locked') return coupon.status;
  return coupon.status === 'void' || now > coupon.validTo ? 'expired' : 'unused';
}

/** Valid to the end of the local day, `days` after the claim. */
export const validUntil = (claimedAt: number, days: number): number =>
  endOf(dayOf(claimedAt + days * DAY_MS));

/** `5元`, `8.8折`. */
export function faceText(terms: CouponTerms): string {
  if (terms.type === 'percent') return `${String(terms.rateBp / 1_000)}折`;
  if (terms.type === 'exchange') return '兑换券';
  return `${money(terms.faceFen).slice(1)}元`;
}

export function ruleText(terms: CouponTerms): string {
  const from =
    terms.thresholdFen === 0 ? '无门槛' : `满${money(terms.thresholdFen).slice(1)}元可用`;
  if (terms.type !== 'percent' || terms.capFen === null) return from;
  return `${from}，最多减${money(terms.capFen).slice(1)}元`;
}

export function scopeText(terms: CouponTerms, online: boolean, offline: boolean): string {
  const stores = terms.storeIds.length === 0 ? '全部门店' : `指定${terms.storeIds.length}家门店`;
  const named = (terms.skuIds ?? []).length > 0;
  const goods = named ? '指定商品' : terms.categoryIds.length === 0 ? '全部商品' : '指定分类商品';
  const where = online && offline ? '线上线下通用' : offline ? '仅到店使用' : '仅线上使用';
  return `${stores} · ${goods} · ${where}`;
}
