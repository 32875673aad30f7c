import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time';
import { autoVerdict } from './auto';
import { deskOf, reaches } from './flow';
import { freeUnits, unitsFor, type SoldLine } from './pieces';
import { DEFAULT_POLICY, closesAt, policyFault, type AfterSalesPolicy } from './policy';
import { dueAt } from './sla';

/** Sunday 2026-11-22, 10:00 in Shanghai. */
const TEN = Date.UTC(2026, 10, 22, 2);
const nineToSix = {
  week: Array.from({ length: 7 }, () => [{ start: 540, end: 1080 }]),
  specialDays: [],
  closures: [],
  lastOrderMin: 0,
};

describe('the clock of an answer', () => {
  test('runs in opening hours only: four hours asked at 16:00 end the next morning at 11:00', () => {
    expect(dueAt(nineToSix, TEN, 240)).toBe(TEN + 4 * HOUR_MS);
    expect(dueAt(nineToSix, TEN + 6 * HOUR_MS, 240)).toBe(TEN + DAY_MS + HOUR_MS);
  });
  test('stands still while the shop is closed for repairs', () => {
    const closures = [{ from: TEN + HOUR_MS, to: TEN + HOUR_MS + 20 * DAY_MS, reason: '装修' }];
    expect(dueAt({ ...nineToSix, closures }, TEN, 120)).toBe(TEN + 20 * DAY_MS + 2 * HOUR_MS);
  });
  test('a shop that never opens answers within eight weeks', () => {
    expect(dueAt({ ...nineToSix, week: [] }, TEN, 60)).toBe(TEN + 56 * DAY_MS);
  });
  test('a night shop: minutes after midnight count', () => {
    const week = Array.from({ length: 7 }, () => [{ start: 1200, end: 1560 }]);
    const at = TEN + 13 * HOUR_MS;
    expect(dueAt({ ...nineToSix, week }, at, 120)).toBe(at + 120 * MINUTE_MS);
  });
});

describe('which pieces', () => {
  const line = (more: Partial<SoldLine>): SoldLine => ({
    lineId: 'l1',
    qty: 3,
    gift: false,
    unitsFen: [100, 80, 100],
    unitsBack: [],
    ...more,
  });
  test('the dearest free ones first; refunded and claimed ones are left out', () => {
    expect(freeUnits(line({}), 0, []).map(({ unit }) => unit)).toEqual([0, 2, 1]);
    expect(freeUnits(line({ unitsBack: [0] }), 0, [{ line: 0, unit: 1 }])).toEqual([
      { line: 0, unit: 2 },
    ]);
    expect(freeUnits(line({ gift: true }), 0, [])).toEqual([]);
  });
  test('more than there are is refused, also when one line is named twice', () => {
    const lines = [line({}), line({ lineId: 'l2', qty: 1, unitsFen: [5] })];
    expect(unitsFor(lines, [], [{ lineId: 'l2', qty: 2 }])).toBeNull();
    expect(unitsFor(lines, [], [{ lineId: 'l9', qty: 1 }])).toBeNull();
    const twice = [
      { lineId: 'l1', qty: 2 },
      { lineId: 'l1', qty: 2 },
    ];
    expect(unitsFor(lines, [], twice)).toBeNull();
    expect(unitsFor(lines, [], [{ lineId: 'l1', qty: 3 }])).toHaveLength(3);
  });
});

describe('the policy', () => {
  const fresh: AfterSalesPolicy = {
    ...DEFAULT_POLICY,
    categories: [{ categoryId: 'fresh', days: 0 }],
  };
  test('fresh food does not come back without a reason, but with a fault it does', () => {
    expect(closesAt(fresh, 'unwanted', 'fresh', TEN)).toBe(TEN);
    expect(closesAt(fresh, 'unwanted', 'food', TEN)).toBe(TEN + 7 * DAY_MS);
    expect(closesAt(fresh, 'quality', 'fresh', TEN)).toBe(TEN + 15 * DAY_MS);
  });
  test('contradictions are named', () => {
    expect(policyFault(DEFAULT_POLICY)).toBeNull();
    expect(policyFault({ ...DEFAULT_POLICY, serviceFen: 100_001 })).toContain('店长');
    const twice = [...fresh.categories, ...fresh.categories];
    expect(policyFault({ ...fresh, categories: twice })).toContain('分类');
  });
  test('the amount decides the desk, an appeal goes to HQ', () => {
    expect(deskOf('applied', 20_000, DEFAULT_POLICY)).toBe('service');
    expect(deskOf('applied', 20_001, DEFAULT_POLICY)).toBe('storeManager');
    expect(deskOf('applied', 100_001, DEFAULT_POLICY)).toBe('hq');
    expect(deskOf('appealed', 1, DEFAULT_POLICY)).toBe('hq');
    expect(reaches('storeManager', 'service')).toBe(true);
    expect(reaches('service', 'storeManager')).toBe(false);
  });
  test('a machine refunds only when every condition holds, and says which did not', () => {
    const rule = { ...DEFAULT_POLICY.auto, on: true };
    const asked = { kind: 'refundOnly', reason: 'quality', fen: 5_000, recent: 2 } as const;
    expect(autoVerdict(rule, asked)).toMatchObject({ refund: true });
    expect(autoVerdict({ ...rule, on: false }, asked).refund).toBe(false);
    expect(autoVerdict(rule, { ...asked, fen: 5_001 }).why).toContain('50.01');
    expect(autoVerdict(rule, { ...asked, recent: 3 }).why).toContain('3 次');
    expect(autoVerdict(rule, { ...asked, kind: 'return' }).refund).toBe(false);
    expect(autoVerdict(rule, { ...asked, reason: 'wrong' }).refund).toBe(false);
  });
});
