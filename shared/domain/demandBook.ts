import { addDays, startOf, DAY_MS } from './time';

/** Days of history kept. */
export const KEEP_DAYS = 400;
/** Cut only this many days later, so that a history is rewritten once a month and not every night. */
const SLACK_DAYS = 28;
/** Missed days caught up one by one; the stock journal is not read further back. */
export const MISSED_DAYS = 28;

/** Where a daily history stands: `days` entries, the first of them for the day `from`. */
export interface BookEnd {
  readonly from: string;
  readonly days: number;
}

/** The first day that is not in it. */
export const nextDay = ({ from, days }: BookEnd): string => addDays(from, days);

const daysBetween = (from: string, to: string): number =>
  Math.round((startOf(to) - startOf(from)) / DAY_MS);

/**
 * Where the history begins once it is brought up to a day: a history that ended long ago (loaded from another
 * system, or the timer stood still) moves up by whole weeks and stands in, weekday by weekday, until days of
 * its own have come. Otherwise the gap would read as weeks without any demand.
 */
export function broughtUp(book: BookEnd, day: string): string {
  const gap = daysBetween(nextDay(book), day) + 1;
  return gap > MISSED_DAYS ? addDays(book.from, Math.floor((gap - 1) / 7) * 7) : book.from;
}

/** Entries to cut off at the front; 0 on most days. */
export const cutOf = (days: number): number =>
  days >= KEEP_DAYS + SLACK_DAYS ? days - KEEP_DAYS : 0;
