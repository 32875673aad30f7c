import { DAY_MS, dayOf, startOf } from '../time';

const pad = (n: number): string => String(n).padStart(2, '0');
const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The same day `months` later; the last of the month where that day does not exist (31st, 29 February). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const whole = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(whole / 12), (whole % 12) + 1];
  return `${y}-${pad(m)}-${pad(Math.min(date, daysIn(y, m)))}`;
}

/** The same local time of day, calendar months later. */
export function plusMonths(at: number, months: number): number {
  const day = dayOf(at);
  return startOf(addMonths(day, months)) + (at - startOf(day));
}

export const plusYear = (at: number): number => plusMonths(at, 12);

/** `2026-11` of the local calendar. */
export const monthOf = (at: number): string => dayOf(at).slice(0, 7);

/** Monday of the week a day lies in. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return dayOf(startOf(day) - weekday * DAY_MS);
}
