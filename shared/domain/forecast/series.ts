/** Days a forecast reaches ahead. */
export const HORIZON = 7;

/**
 * One product in one shop, day by day. Arrays start at `first`; `sold` ends on the last day known, the others may
 * run on with what is planned (prices, promotions, closures).
 */
export interface Series {
  /** Unique among the series of a run. */
  readonly id: string;
  readonly store: string;
  readonly item: string;
  readonly category: string;
  /** What the calendar goes by: a city, a state. */
  readonly region: string;
  /** Epoch day (days since 1970-01-01) of the first entry. */
  readonly first: number;
  /** Pieces or weight sold a day; returns (negative) count as nothing sold. */
  readonly sold: ArrayLike<number>;
  /** Share of the selling time without stock, 0–1. */
  readonly outShare?: ArrayLike<number> | undefined;
  /** Price paid, in any unit that stays the same over time. */
  readonly price?: ArrayLike<number> | undefined;
  /** The price is a share of a list price that is not known: revenue cannot be told from it. */
  readonly priceIsShare?: boolean | undefined;
  /** 1 where the product is advertised, 0 where not. */
  readonly promo?: ArrayLike<number> | undefined;
  /** 1 where the shop is open, 0 where it is closed; without it always open. */
  readonly open?: ArrayLike<number> | undefined;
}

/** What is known about a day long before it comes. */
export interface DayMarks {
  /** 1 on a day off, 0 on a working day: a 调休 Sunday is 0, a public holiday on Monday is 1. */
  readonly off: number;
  /** Name of the festival or event, the same every year; empty on most days. */
  readonly event: string;
  /** 1 on days marked for the region otherwise: pay day, benefit day. */
  readonly flag: number;
}
export type Calendar = (region: string, day: number) => DayMarks;

/** 0 = Sunday. 1970-01-01 was a Thursday. */
export const weekdayOfEpochDay = (day: number): number => (((day + 4) % 7) + 7) % 7;
/** Epoch day of `2026-11-22`. */
export const epochDay = (day: string): number =>
  Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
/** `2026-11-22` of an epoch day. */
export const dayText = (day: number): string =>
  new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The calendar of a place nothing is known about: Saturdays and Sundays off. */
export const plainCalendar: Calendar = (_region, day) => {
  const weekday = weekdayOfEpochDay(day);
  return { off: weekday === 0 || weekday === 6 ? 1 : 0, event: '', flag: 0 };
};
/** 1–31. */
export const dayOfMonth = (day: number): number => new Date(day * 86_400_000).getUTCDate();
