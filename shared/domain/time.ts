/** The business runs on Asia/Shanghai: +08:00 all year since 1992, so arithmetic does without a calendar library. */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const OFFSET_MS = 8 * HOUR_MS;
/** A night shop's sales after midnight belong to the day before, until this hour. */
export const CUTOVER_HOUR = 4;

/** `2026-11-22` of the local calendar. */
export const dayOf = (at: number): string => new Date(at + OFFSET_MS).toISOString().slice(0, 10);
/** Business day: local calendar day with the 04:00 cut-over. */
export const businessDayOf = (at: number): string => dayOf(at - CUTOVER_HOUR * HOUR_MS);
/** Epoch ms of 00:00 local time of a day. */
export const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;
export const businessStartOf = (day: string): number => startOf(day) + CUTOVER_HOUR * HOUR_MS;
export const addDays = (day: string, n: number): string => dayOf(startOf(day) + n * DAY_MS);
/** 0 = Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
/** Minutes since local midnight. */
export const minuteOf = (at: number): number => Math.floor(((at + OFFSET_MS) % DAY_MS) / MINUTE_MS);
export const hourOf = (at: number): number => Math.floor(minuteOf(at) / 60);
/** Last ms of a local day. */
export const endOf = (day: string): number => startOf(day) + DAY_MS - 1;
/** `11-22 09:05`. */
export const shortTime = (at: number): string =>
  new Date(at + OFFSET_MS).toISOString().slice(5, 16).replace('T', ' ');
/** `09:05`. */
export const clockTime = (at: number): string =>
  new Date(at + OFFSET_MS).toISOString().slice(11, 16);
