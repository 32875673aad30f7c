import { addDays, dayOf, startOf, DAY_MS } from './time';

/** Pieces that came in with one best-before day. */
export interface Lot {
  /** Last day they may be sold, `2026-12-05`. */
  readonly day: string;
  /** Pieces that came in, less those written off or issued by name. */
  readonly qty: number;
}

/**
 * What is left of each lot, oldest day first: whoever picks takes the oldest first (FEFO), so what is there is
 * what came last. Nothing has to be written when a piece is sold, and Σ never exceeds the pieces in the shop.
 */
export function lotsLeft(onHand: number, lots: readonly Lot[]): Lot[] {
  let left = Math.max(0, onHand);
  return lots
    .toSorted((a, b) => (a.day < b.day ? 1 : -1))
    .map(({ day, qty }) => {
      const here = Math.min(qty, left);
      left -= here;
      return { day, qty: here };
    })
    .filter(({ qty }) => qty > 0)
    .reverse();
}

/** Lots after pieces came in; those that are sold out are forgotten. */
export function withLot(onHandBefore: number, lots: readonly Lot[], came: Lot): Lot[] {
  const left = lotsLeft(onHandBefore, lots);
  const same = left.find(({ day }) => day === came.day)?.qty ?? 0;
  return [...left.filter(({ day }) => day !== came.day), { ...came, qty: came.qty + same }].sort(
    (a, b) => (a.day < b.day ? -1 : 1),
  );
}

/** Lots after pieces of one day were issued or written off by name; null when so many are not there. */
export function withoutLot(onHandBefore: number, lots: readonly Lot[], gone: Lot): Lot[] | null {
  const left = lotsLeft(onHandBefore, lots);
  const lot = left.find(({ day }) => day === gone.day);
  if (!lot || lot.qty < gone.qty) return null;
  return left
    .map((other) => (other === lot ? { ...lot, qty: lot.qty - gone.qty } : other))
    .filter(({ qty }) => qty > 0);
}

/** Days from the start of the last fifth of a shelf life on: at least one, at most thirty. */
export const warnDays = (shelfLifeDays: number | null): number =>
  Math.min(30, Math.max(1, Math.ceil((shelfLifeDays ?? 30) / 5)));

export type LotAdvice = 'writeOff' | 'special' | 'none';
/** What to do about a lot: past its day it goes, near it the price does. */
export function adviceFor(
  day: string,
  shelfLifeDays: number | null,
  now: number,
): { daysLeft: number; advice: LotAdvice } {
  const today = dayOf(now);
  const daysLeft = Math.round((startOf(day) - startOf(today)) / DAY_MS);
  const near = day <= addDays(today, warnDays(shelfLifeDays));
  return { daysLeft, advice: daysLeft < 0 ? 'writeOff' : near ? 'special' : 'none' };
}

/** A special that clears a lot in time: down to half as its day comes near, never below the floor. */
export function clearingPriceFen(
  { priceFen, floorPriceFen }: { priceFen: number; floorPriceFen: number },
  daysLeft: number,
  shelfLifeDays: number | null,
): number {
  const share = Math.min(1, Math.max(0, daysLeft) / warnDays(shelfLifeDays));
  const wanted = Math.round((priceFen * (0.5 + 0.4 * share)) / 10) * 10;
  return Math.min(priceFen, Math.max(floorPriceFen, wanted));
}
