import { DAY_MS, dayOf, startOf } from '#shared/domain/time';
import { now } from '../../clock';
import type { CouponForm, Template } from './types';

/** 满 50 减 5, a thousand of them, for a month: a coupon one can go on from. */
export function blankForm(): CouponForm {
  const today = startOf(dayOf(now()));
  return {
    name: '',
    type: 'amount',
    faceFen: 500,
    rateBp: 9_000,
    capFen: null,
    exchange: null,
    thresholdFen: 5_000,
    storeIds: [],
    categoryIds: [],
    skuIds: [],
    exceptSkuIds: [],
    levelIds: [],
    stackGroup: 'goods',
    withOrderRules: true,
    plainOnly: false,
    belowFloor: false,
    costShare: { hqBp: 10_000, storeBp: 0 },
    online: true,
    offline: true,
    total: 1_000,
    perMember: 1,
    claimable: true,
    claimFrom: today,
    claimTo: today + 30 * DAY_MS,
    validDays: 7,
    fixed: null,
  };
}
export const formOf = (template: Template): CouponForm => structuredClone(template.form);

/** What another kind of coupon brings with it. */
export function ofType(form: CouponForm, type: CouponForm['type']): CouponForm {
  const freight = type === 'freight';
  return {
    ...form,
    type,
    offline: freight ? false : form.offline,
    stackGroup: freight ? 'freight' : form.stackGroup === 'freight' ? 'goods' : form.stackGroup,
    exchange: type === 'exchange' ? (form.exchange ?? { qty: 1, payFen: 0 }) : null,
  };
}
