import { openings, whenText } from './hours';
import type { StoreHours } from './store';
import { MINUTE_MS, addDays, clockTime, dayOf, startOf } from './time';

/** How a shop cuts its hours into times to choose. */
export interface SlotRule {
  /** Minutes of one slot; they begin at whole multiples of it from midnight. */
  readonly lenMin: number;
  /** Orders one slot takes. */
  readonly capacity: number;
  /** Days after today that may be chosen. */
  readonly daysAhead: number;
}
/** Absent or null: orders of this kind are promised as soon as possible, as ever. */
export interface SlotRules {
  readonly pickup: SlotRule | null;
  readonly delivery: SlotRule | null;
}
export interface Slot {
  readonly slotId: string;
  /** Epoch ms, `until` excluded. */
  readonly from: number;
  readonly until: number;
}

/** `hz01:delivery:2026-11-20:1030`: the guard of its capacity is the document of this id. */
export const slotId = (storeId: string, mode: string, from: number): string =>
  `${storeId}:${mode}:${dayOf(from)}:${clockTime(from).replace(':', '')}`;

/** Slots that lie wholly in the shop's hours and begin no earlier than the goods can be ready. */
export function slotsOf(
  { storeId, mode, hours }: { storeId: string; mode: string; hours: StoreHours },
  rule: SlotRule,
  earliest: number,
): Slot[] {
  const step = rule.lenMin * MINUTE_MS;
  const end = startOf(addDays(dayOf(earliest), rule.daysAhead + 1));
  const slots: Slot[] = [];
  for (const open of openings(hours, earliest, rule.daysAhead + 1)) {
    const midnight = startOf(dayOf(open.from));
    const first = midnight + Math.ceil((open.from - midnight) / step) * step;
    for (let from = first; from + step <= Math.min(open.to, end); from += step)
      if (from >= earliest)
        slots.push({ slotId: slotId(storeId, mode, from), from, until: from + step });
  }
  return slots;
}

/** `今天 10:30–11:00`. */
export const slotText = ({ from, until }: Pick<Slot, 'from' | 'until'>, now: number): string =>
  `${whenText(from, now)}–${clockTime(until)}`;
