import { safetyOf } from './alerts';
import { demandRate } from './demandRate';
import type { SalesHistory } from './demandRate';
import type { ForecastRow } from './forecast/sheet';
import { DAY_MS, startOf, weekdayOf } from './time';

/** How sure HQ wants to be, and how long help takes. */
export interface SupplyRules {
  /** Share of the times help is awaited in which the shelf should not run empty, 0.5–0.999. */
  readonly serviceLevel: number;
  /** Days from asking for goods to goods on the shelf. */
  readonly leadDays: number;
}
export const SUPPLY_RULES: SupplyRules = { serviceLevel: 0.95, leadDays: 2 };

/** What a product is expected to sell in a shop, from a given day on. */
export interface Outlook {
  /** Pieces a day, mean of the coming week. */
  readonly perDay: number;
  /** Pieces of each of the coming seven days, the given day first. */
  readonly days: readonly number[];
  /** Standard deviation of what a week sells against what is expected; null: not measured. */
  readonly weekSd: number | null;
  readonly source: 'forecast' | 'rate';
}
/** A forecast older than this is not gone by: the night stood still. */
export const STALE_DAYS = 6;
/** The range of eight in ten reaches 1.2816 standard deviations up. */
const Z80 = 1.2816;

/**
 * The night's forecast; where there is none (new, or too old), the pace of the last four weeks. A forecast of some
 * days ago is turned to its weekdays: the day that has passed stands for the same day of next week.
 *
 * @param sheetDay last day of sales the forecast knew
 * @param today local day the outlook begins with
 */
export function outlookOf(
  row: ForecastRow | undefined,
  sheetDay: string,
  history: SalesHistory | undefined,
  today: string,
): Outlook {
  const age = row ? Math.round((startOf(today) - startOf(sheetDay)) / DAY_MS) - 1 : 0;
  if (row && age >= -1 && age <= STALE_DAYS) {
    const [expected, , hi] = row.week;
    const days = row.daily.map((_, i) => row.daily[(((i + age) % 7) + 7) % 7] ?? 0);
    return {
      perDay: expected / 7,
      days,
      weekSd: Math.max(0, hi - expected) / Z80,
      source: 'forecast',
    };
  }
  const { perDay, weekdays } = demandRate(history);
  const first = weekdayOf(today);
  const days = weekdays.map((_, i) => weekdays[(first + i) % 7] ?? 0);
  return { perDay, days, weekSd: null, source: 'rate' };
}

/** Pieces expected to be asked for over the coming days. */
export function needIn({ days }: Outlook, count: number): number {
  let need = 0;
  for (let i = 0; i < count; i += 1) need += days[i % 7] ?? 0;
  return need;
}

/**
 * What a shop keeps beyond what it expects to sell until help comes. Set by hand, it rules. Otherwise as many standard
 * deviations of the time until help as the service level asks for; a week's deviation grows with the root of time.
 * Where the error was never measured: days of cover, in which the time until help is held.
 */
export function safetyFor(given: number, outlook: Outlook, rules: SupplyRules): number {
  if (given > 0) return given;
  if (outlook.weekSd === null) return safetyOf(0, outlook.perDay);
  if (outlook.perDay < LEAST_PER_DAY) return 0;
  const sd = outlook.weekSd * Math.sqrt(Math.max(1, rules.leadDays) / 7);
  return Math.max(1, Math.ceil(normalQuantile(rules.serviceLevel) * sd));
}
/** Less than one piece in two months: nothing to watch. */
const LEAST_PER_DAY = 1 / 60;

/** Pieces that will have been asked for when help can be there; nothing where days of cover hold it already. */
export const leadNeed = (outlook: Outlook, rules: SupplyRules): number =>
  outlook.weekSd === null ? 0 : needIn(outlook, rules.leadDays);

/** Inverse of the normal distribution, within 4.5e-4 (Abramowitz & Stegun 26.2.23). */
export function normalQuantile(p: number): number {
  if (p < 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(1 - Math.min(p, 1 - 1e-9)));
  return (
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) /
      (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t)
  );
}
