import { DAY_MS, addDays, dayOf, startOf, weekdayOf } from '../time';

/** A shift as it is planned and worked; times are epoch ms, the end may lie on the next day. */
export interface PlannedShift {
  readonly shiftId: string;
  readonly storeId: string;
  readonly role: string;
  readonly start: number;
  readonly end: number;
  /** Leave is planned like a shift and is none: nobody can be planned into it. */
  readonly leave: boolean;
  readonly clockIn: number | null;
  readonly clockOut: number | null;
}

/** Monday of the week a day lies in. */
export const weekOf = (day: string): string => addDays(day, -((weekdayOf(day) + 6) % 7));
/** The week a shift belongs to: the one it begins in. */
export const weekOfShift = ({ start }: Pick<PlannedShift, 'start'>): string => weekOf(dayOf(start));
export const daysOf = (week: string): string[] =>
  Array.from({ length: 7 }, (_, at) => addDays(week, at));
export const isMonday = (day: string): boolean => weekOf(day) === day;
export const weekEnd = (week: string): number => startOf(week) + 7 * DAY_MS;

/** The shift somebody works in the shop at this moment. */
export const dutyAt = <S extends PlannedShift>(
  shifts: readonly S[],
  storeId: string,
  now: number,
): S | undefined =>
  shifts.find(
    (shift) =>
      !shift.leave &&
      shift.storeId === storeId &&
      shift.clockOut === null &&
      // Who clocks in early is on duty early.
      (shift.clockIn === null ? shift.start : Math.min(shift.start, shift.clockIn)) <= now &&
      now < shift.end,
  );
