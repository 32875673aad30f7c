import { t } from '../../i18n/index';
import type { Show } from '../../ui/conflict';
import { money, when } from '../../ui/format';

/** What the fields of a coupon are called, for comparing two versions. */
export function couponLabels(): Readonly<Record<string, string>> {
  const { form: w } = t.value.coupons;
  const s = t.value.scope;
  return {
    name: w.name,
    type: w.type,
    faceFen: w.face,
    rateBp: w.rate,
    capFen: w.cap,
    exchange: w.exchangeQty,
    thresholdFen: w.threshold,
    storeIds: s.stores,
    categoryIds: s.categories,
    skuIds: s.skus,
    exceptSkuIds: s.exceptSkus,
    levelIds: s.levels,
    stackGroup: w.stackGroup,
    withOrderRules: w.withOrderRules,
    plainOnly: w.plainOnly,
    belowFloor: w.belowFloor,
    costShare: w.hqShare,
    online: w.online,
    offline: w.offline,
    total: w.total,
    perMember: w.perMember,
    claimable: w.claim,
    claimFrom: t.value.day.from,
    claimTo: t.value.day.to,
    validDays: w.validWay,
    fixed: w.ways.fixed,
  };
}

/** A field's value as a reader sees it. */
export const couponText: Show = (value, key) => {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? t.value.act.yes : t.value.act.no;
  if (key.endsWith('Fen')) return money(Number(value));
  if (key === 'claimFrom' || key === 'claimTo') return when(Number(value));
  if (Array.isArray(value)) return value.join('、') || '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
