import { describe, expect, test } from 'vitest';
import {
  couponState,
  faceText,
  ruleText,
  savingOn,
  scopeText,
  validUntil,
  type CouponTerms,
} from './coupon';
import { dayOf } from './time';

const terms: CouponTerms = {
  name: '满30减5',
  type: 'amount',
  faceFen: 500,
  rateBp: 10_000,
  capFen: null,
  thresholdFen: 3_000,
  storeIds: [],
  categoryIds: ['food'],
};
const life = { status: 'unused', validFrom: 100, validTo: 200 } as const;

describe('the state of a coupon', () => {
  test('expires by the clock, the last millisecond included', () => {
    expect(couponState(life, 200)).toBe('unused');
    expect(couponState(life, 201)).toBe('expired');
  });
  test('a lock or a use outlives the date', () => {
    expect(couponState({ ...life, status: 'locked' }, 999)).toBe('locked');
    expect(couponState({ ...life, status: 'used' }, 999)).toBe('used');
    expect(couponState({ ...life, status: 'void' }, 150)).toBe('expired');
  });
});

test('the saving never passes the bill', () => {
  expect(savingOn({ ...terms, thresholdFen: 0 }, 300)).toBe(300);
  expect(savingOn(terms, 2_999)).toBe(0);
  expect(savingOn({ ...terms, type: 'percent', rateBp: 10_000 }, 5_000)).toBe(0);
});

test('valid to the end of a Shanghai day', () => {
  const claimed = Date.UTC(2026, 10, 22, 15, 59); // 23:59 in Shanghai
  const end = validUntil(claimed, 7);
  expect(dayOf(end)).toBe('2026-11-29');
  expect(dayOf(end + 1)).toBe('2026-11-30');
});

test('terms in words', () => {
  expect(faceText(terms)).toBe('5元');
  expect(faceText({ ...terms, type: 'percent', rateBp: 8_800 })).toBe('8.8折');
  expect(ruleText(terms)).toBe('满30元可用');
  expect(ruleText({ ...terms, type: 'percent', capFen: 1_500, thresholdFen: 0 })).toBe(
    '无门槛，最多减15元',
  );
  expect(scopeText({ ...terms, storeIds: ['s1'] }, false, true)).toBe(
    '指定1家门店 · 指定分类商品 · 仅到店使用',
  );
});
