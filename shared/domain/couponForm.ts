import { money } from './money';

/** What makes a coupon, as its editor fills it in; a template's document fits. */
export interface CouponForm {
  readonly type: 'amount' | 'percent' | 'freight' | 'exchange';
  readonly faceFen: number;
  readonly rateBp: number;
  readonly capFen: number | null;
  readonly exchange: { readonly qty: number; readonly payFen: number } | null;
  readonly thresholdFen: number;
  readonly skuIds: readonly string[];
  readonly exceptSkuIds: readonly string[];
  readonly costShare: { readonly hqBp: number; readonly storeBp: number };
  readonly online: boolean;
  readonly offline: boolean;
  readonly total: number;
  readonly perMember: number;
  readonly claimable: boolean;
  readonly claimFrom: number;
  readonly claimTo: number;
  readonly validDays: number;
  readonly fixed: { readonly from: number; readonly to: number } | null;
}

/** What is wrong with a coupon, as sentences; none when it can be issued. */
export function wrongWithCoupon(form: CouponForm, now: number): string[] {
  const wrong = wrongFace(form);
  if (!form.online && !form.offline) wrong.push('线上线下至少要能用一处');
  if (form.costShare.hqBp + form.costShare.storeBp !== 10_000)
    wrong.push('总部与门店的承担比例加起来要是 100%');
  if (form.perMember > form.total) wrong.push('每人限领不能多于总张数');
  if (form.claimable && form.claimTo <= form.claimFrom) wrong.push('领取结束时间要晚于开始时间');
  if (form.fixed === null && form.validDays < 1) wrong.push('请填有效天数，或固定的有效期');
  if (form.fixed && (form.fixed.to <= form.fixed.from || form.fixed.to <= now))
    wrong.push('有效期要晚于现在，且结束晚于开始');
  if (form.skuIds.some((id) => form.exceptSkuIds.includes(id)))
    wrong.push('有商品既适用又被排除，请去掉一边');
  return wrong;
}

function wrongFace(form: CouponForm): string[] {
  const { type, faceFen, rateBp, thresholdFen, exchange } = form;
  switch (type) {
    case 'amount':
      if (faceFen <= 0) return ['请填减多少钱'];
      // 无门槛 has no threshold; with one, goods are never given away.
      return thresholdFen > 0 && faceFen > thresholdFen
        ? [`减的${money(faceFen)}比门槛${money(thresholdFen)}还多`]
        : [];
    case 'percent':
      return rateBp >= 1 && rateBp <= 9_999 ? [] : ['请填折扣，例如 8.8 折'];
    case 'freight':
      return [
        ...(faceFen > 0 ? [] : ['请填最多免多少配送费']),
        ...(form.offline ? ['运费券只能线上用'] : []),
      ];
    case 'exchange':
      return [
        ...(exchange === null ? ['请填兑换几件、每件付多少'] : []),
        ...(form.skuIds.length === 0 ? ['请选择可以兑换的商品'] : []),
      ];
  }
}

/** Terms that may not change once somebody has the coupon: what was promised stays. */
export const PROMISED = [
  'type',
  'faceFen',
  'rateBp',
  'capFen',
  'exchange',
  'thresholdFen',
  'storeIds',
  'categoryIds',
  'skuIds',
  'exceptSkuIds',
  'levelIds',
  'stackGroup',
  'withOrderRules',
  'plainOnly',
  'belowFloor',
  'online',
  'offline',
  'validDays',
  'fixed',
] as const;

const TYPES = {
  amount: '满减券',
  percent: '折扣券',
  freight: '运费券',
  exchange: '兑换券',
} as const satisfies Record<CouponForm['type'], string>;

/** What kind of coupon it is, in a word. */
export const couponTypeText = ({ type, thresholdFen }: Pick<CouponForm, 'type' | 'thresholdFen'>) =>
  type === 'amount' && thresholdFen === 0 ? '无门槛券' : TYPES[type];
