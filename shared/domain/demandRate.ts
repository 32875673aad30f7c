import { addDays, weekdayOf } from './time';

/** Days looked at; older ones only where these hold no selling time at all. */
export const WINDOW_DAYS = 28;
/** Hours a day on which stock-outs are measured. */
export const SELLING_HOURS = 16;
/** Weekday evidence is mixed with this many average days, so one odd Saturday moves little. */
const PRIOR_DAYS = 2;

/** Daily history, oldest first; index 0 is the day `from`. */
export interface SalesHistory {
  readonly from: string;
  readonly sold: readonly number[];
  readonly outHours: readonly number[];
}
export interface DemandRate {
  /** Pieces a day while there is stock. */
  readonly perDay: number;
  /** The same by weekday, Sunday first. */
  readonly weekdays: readonly number[];
  /** Selling days behind the figure; 0: nothing is known. */
  readonly evidenceDays: number;
}

/**
 * What would sell with the shelf never empty. Sold pieces are set against the time there was stock:
 * a day without stock counts neither as demand nor as its absence, and half a day counts half.
 */
export function demandRate(history: SalesHistory | undefined): DemandRate {
  const days = history ? sellingDays(history) : [];
  const recent = days.slice(-WINDOW_DAYS);
  const window = recent.some((d) => d.share > 0) ? recent : days.filter((d) => d.share > 0);
  const share = total(window, (d) => d.share);
  if (share === 0) return { perDay: 0, weekdays: [0, 0, 0, 0, 0, 0, 0], evidenceDays: 0 };
  const mean = total(window, (d) => d.sold) / share;
  const weekdays = [0, 1, 2, 3, 4, 5, 6].map((weekday) => {
    const same = window.filter((d) => d.weekday === weekday);
    return (
      (total(same, (d) => d.sold) + mean * PRIOR_DAYS) / (total(same, (d) => d.share) + PRIOR_DAYS)
    );
  });
  return { perDay: total(weekdays, (v) => v) / 7, weekdays, evidenceDays: share };
}

/** Pieces expected to be asked for from `day` (included) over `days` days. */
export const needOf = (rate: DemandRate, day: string, days: number): number => {
  let need = 0;
  for (let i = 0; i < days; i += 1) need += rate.weekdays[weekdayOf(addDays(day, i))] ?? 0;
  return need;
};

function sellingDays({ from, sold, outHours }: SalesHistory) {
  const first = weekdayOf(from);
  return sold.map((n, i) => {
    const out = Math.min(SELLING_HOURS, Math.max(0, outHours[i] ?? 0));
    // Something was sold on a day noted as empty throughout: it was open for a moment at least.
    const share = Math.max(n > 0 ? 1 / SELLING_HOURS : 0, 1 - out / SELLING_HOURS);
    return { sold: n, share, weekday: (first + i) % 7 };
  });
}

const total = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((sum, item) => sum + value(item), 0);
