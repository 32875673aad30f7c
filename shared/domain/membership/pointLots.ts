import { DAY_MS, dayOf, endOf } from '../time';
import type { PointLot, Points } from './assets';
import { addMonths } from './calendar';

/** Points returned into a lot that has expired meanwhile live on for so long. */
const GRACE_DAYS = 7;

/** Points bought at `at` expire with the last day of the month, `months` later. */
export function expiryOf(at: number, months: number): number {
  const [year = '', month = ''] = addMonths(dayOf(at), months + 1).split('-');
  return endOf(dayOf(Date.parse(`${year}-${month}-01T00:00:00Z`) - DAY_MS));
}

export const lotOf = (storeId: string, expireAt: number, qty: number): PointLot => ({
  key: `${dayOf(expireAt)}:${storeId}`,
  storeId,
  expireAt,
  qty,
});

const inOrder = (a: PointLot, b: PointLot): number =>
  a.expireAt - b.expireAt || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

export function addLots(lots: readonly PointLot[], more: readonly PointLot[]): PointLot[] {
  const byKey = new Map(lots.map((lot) => [lot.key, lot]));
  for (const lot of more) {
    const known = byKey.get(lot.key);
    byKey.set(lot.key, { ...lot, qty: (known?.qty ?? 0) + lot.qty });
  }
  return [...byKey.values()].filter(({ qty }) => qty > 0).toSorted(inOrder);
}

/** Takes from the lots in the order given; `left` is what they did not hold. */
function take(lots: readonly PointLot[], qty: number) {
  const taken: PointLot[] = [];
  const rest: PointLot[] = [];
  let left = qty;
  for (const lot of lots) {
    const n = Math.min(left, lot.qty);
    left -= n;
    if (n > 0) taken.push({ ...lot, qty: n });
    if (lot.qty > n) rest.push({ ...lot, qty: lot.qty - n });
  }
  return { taken, rest, left };
}

/** Spends what expires first; null when the lots do not hold that many. */
export function spendLots(
  lots: readonly PointLot[],
  qty: number,
): { lots: PointLot[]; taken: PointLot[] } | null {
  const { taken, rest, left } = take(lots, qty);
  return left === 0 ? { lots: rest, taken } : null;
}

/** Points come in: debt is paid first, the rest can be spent. The soonest to expire pay the debt. */
export function receivePoints(
  points: Points,
  lots: readonly PointLot[],
): { points: Points; paidDebt: number } {
  const qty = lots.reduce((total, lot) => total + lot.qty, 0);
  const paidDebt = Math.min(points.debt, qty);
  const { rest } = take(lots.toSorted(inOrder), paidDebt);
  return {
    points: {
      ...points,
      active: points.active + qty - paidDebt,
      debt: points.debt - paidDebt,
      lots: addLots(points.lots, rest),
    },
    paidDebt,
  };
}

/**
 * Earned points are taken back: from what can be spent, the latest to expire first (held ones stay with
 * their order), and what is missing becomes debt, never dropped.
 */
export function clawBack(
  points: Points,
  qty: number,
): { points: Points; active: number; debt: number } {
  const active = Math.min(points.active, qty);
  const debt = qty - active;
  const { rest } = take(points.lots.toReversed(), active);
  return {
    points: {
      ...points,
      active: points.active - active,
      debt: points.debt + debt,
      lots: rest.toReversed(),
    },
    active,
    debt,
  };
}

/** Used points on their way back to their lots; expired ones get a few days more. */
export const revived = (lots: readonly PointLot[], now: number): PointLot[] =>
  lots.map((lot) =>
    lot.expireAt >= now
      ? lot
      : lotOf(lot.storeId, endOf(dayOf(now + GRACE_DAYS * DAY_MS)), lot.qty),
  );

/** Shares of a payment in points that go back: the last taken first. Null when that many were not taken. */
export function pointsBack(
  taken: readonly PointLot[],
  qty: number,
): { back: PointLot[]; kept: PointLot[] } | null {
  const { taken: back, rest, left } = take(taken.toReversed(), qty);
  return left === 0 ? { back, kept: rest.toReversed() } : null;
}

/**
 * Removes what has expired. Points held by an unpaid order count as the soonest to expire and stay: they
 * were claimed in time.
 */
export function expireLots(
  points: Points,
  held: number,
  now: number,
): { points: Points; expired: PointLot[] } {
  const old = points.lots.filter((lot) => lot.expireAt < now);
  const { taken: kept, rest: expired } = take(old, held);
  const gone = expired.reduce((total, lot) => total + lot.qty, 0);
  const fresh = points.lots.filter((lot) => lot.expireAt >= now);
  return {
    points: { ...points, active: points.active - gone, lots: addLots(kept, fresh) },
    expired,
  };
}

/** What can be spent now: a timer that runs late keeps no expired point alive. */
export const spendable = (points: Points, held: number, now: number): number =>
  expireLots(points, held, now).points.active;
