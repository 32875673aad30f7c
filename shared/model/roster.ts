import type { PlannedShift } from '#shared/domain/roster/week';

/** `_id` = `{storeId}:{week}`: whether a shop's week stands. Shifts saved into a published week count at once. */
export interface RosterDoc {
  _id: string;
  storeId: string;
  /** Monday of the week. */
  week: string;
  status: 'draft' | 'published';
  publishedAt: number | null;
  publishedBy: string;
  updatedAt: number;
}

/**
 * `_id` = `{staffId}:{week}`: everything a person works in a week, in whichever shops: the guard of overlaps and
 * of the hours of a week. A shift belongs to the week it begins in.
 */
export interface ShiftWeekDoc {
  _id: string;
  staffId: string;
  name: string;
  week: string;
  shifts: PlannedShift[];
  updatedAt: number;
}

/** A clerk asks that a colleague takes a shift. */
export interface ShiftSwapDoc {
  _id: string;
  storeId: string;
  shiftId: string;
  week: string;
  fromId: string;
  fromName: string;
  toId: string;
  toName: string;
  role: string;
  start: number;
  end: number;
  reason: string;
  status: 'asked' | 'approved' | 'refused';
  answer: string;
  decidedBy: string;
  createdAt: number;
  decidedAt: number | null;
}
