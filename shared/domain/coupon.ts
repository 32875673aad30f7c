import { money, percent, split, sum } from './money';
import type { OpenLine, Rule } from './pricing/quote';
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

const covers = (terms: CouponTerms, line: { categoryId: string }): boolean =>
  terms.categoryIds.length === 0 || terms.categoryIds.includes(line.categoryId);

/** What the covered lines still cost: threshold and saving are judged on this. */
export const coveredFen = (terms: CouponTerms, lines: readonly OpenLine[]): number =>
  sum(lines.filter((line) => covers(terms, line)).map((line) => line.payFen));

/** The coupon as the last rule of a quote; its saving spreads over the covered lines only. */
export const couponRule =
  (terms: CouponTerms): Rule =>
  (lines) => {
    const weights = lines.map((line) => (covers(terms, line) ? line.payFen : 0));
    const saving = savingOn(terms, sum(weights));
    if (saving === 0) return null;
    return { kind: 'coupon', label: `优惠券 · ${terms.name}`, parts: split(saving, weights) };
  };

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

/** Why a coupon cannot be used on these lines now; empty when it can. */
export function whyUnusable(
  coupon: CouponLife,
  terms: CouponTerms,
  storeId: string,
  lines: readonly OpenLine[],
  now: number,
): string {
  const state = couponState(coupon, now);
  if (state === 'used') return '这张券已经用过了';
  if (state === 'locked') return '这张券正被另一笔未付款订单占用';
  if (state === 'expired') return '这张券已过期';
  if (now < coupon.validFrom) return '这张券还没到使用时间';
  if (!validInStore(terms, storeId)) return '这张券不能在本店使用';
  const covered = coveredFen(terms, lines);
  if (covered === 0) return '购物车里没有这张券适用的商品';
  if (covered < terms.thresholdFen) return `还差${money(terms.thresholdFen - covered)}可用`;
  return '';
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
