import { describe, expect, test } from 'vitest';
import { HQ_ROLES, STORE_ROLES, holds, mayGrant, opening, reachOf, type GrantLike } from './rights';

const grant = (role: string, scope: GrantLike['scope'], scopeId: string, more = {}): GrantLike => ({
  role,
  scope,
  scopeId,
  from: 100,
  to: null,
  ...more,
});

describe('a grant holds', () => {
  test('from its beginning to its end, the end excluded', () => {
    const g = grant('cashier', 'store', 's1', { to: 200 });
    expect([99, 100, 199, 200].map((now) => holds(g, now, null))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
  test('only where its role belongs', () => {
    for (const role of STORE_ROLES) {
      expect(holds(grant(role, 'hq', '*'), 100, null)).toBe(false);
      expect(holds(grant(role, 'region', 'r1'), 100, null)).toBe(false);
    }
    for (const role of HQ_ROLES) expect(holds(grant(role, 'store', 's1'), 100, null)).toBe(false);
    expect(holds(grant('hqOwner', 'region', 'r1'), 100, null)).toBe(false);
    expect(holds(grant('regionManager', 'hq', '*'), 100, null)).toBe(false);
    expect(holds(grant('device', 'store', 's1'), 100, null)).toBe(true);
    expect(holds(grant('supplier', 'supplier', 'p1'), 100, null)).toBe(true);
    expect(holds(grant('king', 'hq', '*'), 100, null)).toBe(false);
  });
  test('on shift only while clocked in at that very shop', () => {
    const g = grant('cashier', 'store', 's1', { shiftOnly: true });
    expect(holds(g, 150, null)).toBe(false);
    expect(holds(g, 150, { storeId: 's2', until: 999 })).toBe(false);
    expect(holds(g, 150, { storeId: 's1', until: 151 })).toBe(true);
    expect(holds(g, 151, { storeId: 's1', until: 151 })).toBe(false);
  });
});

test('manager of one shop and clerk of another: each call is opened by its own grant alone', () => {
  const both = [grant('storeManager', 'store', 'a'), grant('cashier', 'store', 'b')];
  expect(opening(['storeManager'], both, 100, null).map((g) => g.scopeId)).toEqual(['a']);
  expect(opening(['cashier'], both, 100, null).map((g) => g.scopeId)).toEqual(['b']);
  expect(opening(['shopper', 'timer'], both, 100, null)).toEqual([]);
});

test('reach is what the opening grants say, nothing more', () => {
  expect(reachOf([grant('hqMerch', 'hq', '*')])).toMatchObject({ all: true });
  expect(
    reachOf([
      grant('regionManager', 'region', 'east'),
      grant('cashier', 'store', 'b'),
      grant('picker', 'store', 'b'),
    ]),
  ).toEqual({ all: false, stores: ['b'], regions: ['east'] });
});

test('who gives which role', () => {
  expect(mayGrant(['hqOwner'], 'hqOwner')).toBe(true);
  expect(mayGrant(['hqMerch'], 'hqFinance')).toBe(false);
  expect(mayGrant(['hqMerch'], 'storeManager')).toBe(true);
  expect(mayGrant(['storeManager'], 'storeManager')).toBe(false);
  expect(mayGrant(['storeManager'], 'device')).toBe(true);
  expect(mayGrant(['storeManager'], 'supplier')).toBe(false);
  expect(mayGrant(['cashier'], 'picker')).toBe(false);
});
