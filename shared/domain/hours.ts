import type { Span, StoreHours } from './store';
import { DAY_MS, MINUTE_MS, addDays, clockTime, dayOf, startOf, weekdayOf } from './time';

/** A stretch of time, epoch ms, `to` excluded. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}
export interface OpenState {
  readonly open: boolean;
  /** Open, and not within the minutes before closing in which no new orders are taken. */
  readonly takesOrders: boolean;
  /** Next opening or closing; null when nothing is planned within two weeks. */
  readonly changesAt: number | null;
  /** The state holds from `from` (included) to `until` (excluded). */
  readonly from: number;
  readonly until: number;
  /** Reason of the closure now running. */
  readonly closure: string | null;
}

/** How far ahead openings are looked for, days. */
const HORIZON = 14;

/** The day's own rule: a special day replaces the weekday. */
export const spansOf = (hours: StoreHours, day: string): readonly Span[] =>
  hours.specialDays.find((special) => special.day === day)?.spans ??
  hours.week[weekdayOf(day)] ??
  [];

/** Sorted stretches with touching ones joined: two shifts that meet at midnight are one opening. */
function join(stretches: readonly Stretch[]): Stretch[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

const without = (stretches: readonly Stretch[], { from, to }: Stretch): Stretch[] =>
  stretches.flatMap((s) =>
    to <= s.from || s.to <= from
      ? [s]
      : [
          { from: s.from, to: from },
          { from: to, to: s.to },
        ].filter((part) => part.to > part.from),
  );

/** Openings from the day before `at` (its night may reach into today) to the horizon, closures cut out. */
export function openings(hours: StoreHours, at: number, days = HORIZON): Stretch[] {
  const first = addDays(dayOf(at), -2);
  const spans = Array.from({ length: days + 3 }, (_, i) => addDays(first, i)).flatMap((day) =>
    spansOf(hours, day).map(({ start, end }) => ({
      from: startOf(day) + start * MINUTE_MS,
      to: startOf(day) + end * MINUTE_MS,
    })),
  );
  return hours.closures.reduce<Stretch[]>(without, join(spans));
}

/** Open or not at a moment, and how long that stays so. */
export function openState(hours: StoreHours, at: number): OpenState {
  // Most shops change within two days; the long look is for closures, holidays and shops that never close.
  const near = look(hours, at, 2);
  const { now, next, before, ends } = near.settled ? near : look(hours, at, HORIZON);
  if (now) {
    const lastOrder = Math.max(now.from, now.to - hours.lastOrderMin * MINUTE_MS);
    const takesOrders = !ends || at < lastOrder;
    return {
      open: true,
      takesOrders,
      changesAt: ends ? now.to : null,
      from: takesOrders ? now.from : lastOrder,
      until: ends ? (takesOrders ? lastOrder : now.to) : at + DAY_MS,
      closure: null,
    };
  }
  // A closure's reason is part of the state, so its edges bound it too.
  const edges = hours.closures.flatMap((c) => [c.from, c.to]);
  return {
    open: false,
    takesOrders: false,
    changesAt: next?.from ?? null,
    from: Math.max(before?.to ?? 0, at - DAY_MS, ...edges.filter((edge) => edge <= at)),
    until: Math.min(next?.from ?? at + DAY_MS, ...edges.filter((edge) => edge > at)),
    closure: hours.closures.find((c) => c.from <= at && at < c.to)?.reason ?? null,
  };
}

/** The opening that holds `at`, the one after and the one before, within some days. */
function look(hours: StoreHours, at: number, days: number) {
  const list = openings(hours, at, days);
  const now = list.find((s) => s.from <= at && at < s.to);
  const next = list.find((s) => s.from > at);
  // An opening that reaches the last day looked at may go on.
  const ends = now !== undefined && now.to < at + days * DAY_MS;
  const before = list.findLast((s) => s.to <= at);
  return { now, next, before, ends, settled: now ? ends : next !== undefined };
}

const clock = (minutes: number): string => {
  const text = `${String(Math.floor((minutes % 1440) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return minutes > 1440 ? `次日${text}` : minutes === 1440 ? '24:00' : text;
};

/** `08:00–22:00`, `10:00–14:00 17:00–次日02:00`, `24 小时营业`, `休息`. */
export function spansText(spans: readonly Span[]): string {
  if (spans.length === 0) return '休息';
  if (spans.some((s) => s.start === 0 && s.end === 1440)) return '24 小时营业';
  return spans
    .toSorted((a, b) => a.start - b.start)
    .map((s) => `${clock(s.start)}–${clock(s.end)}`)
    .join(' ');
}

/** Today's hours, for a card. */
export const hoursText = (hours: StoreHours, at: number): string =>
  spansText(spansOf(hours, dayOf(at)));

/** `今天 17:00`, `明天 08:00`, `11-25 08:00`. */
export function whenText(at: number, now: number): string {
  const day = dayOf(at);
  const word = day === dayOf(now) ? '今天' : day === addDays(dayOf(now), 1) ? '明天' : day.slice(5);
  return `${word} ${clockTime(at)}`;
}

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** The seven days from today on, special days by their own rule and with their note. */
export const weekText = (
  hours: StoreHours,
  at: number,
): { label: string; text: string; today: boolean }[] =>
  Array.from({ length: 7 }, (_, i) => addDays(dayOf(at), i)).map((day, i) => {
    const special = hours.specialDays.find((s) => s.day === day);
    const label = WEEKDAYS[weekdayOf(day)] ?? '';
    return {
      label: special?.note ? `${label}（${special.note}）` : label,
      text: spansText(spansOf(hours, day)),
      today: i === 0,
    };
  });

/** True when spans of a day overlap each other or the night of the day before. */
export function overlaps(week: readonly (readonly Span[])[]): boolean {
  const WEEK_MIN = 7 * 1440;
  const all = week
    .flatMap((spans, day) =>
      spans.map((s) => ({ from: day * 1440 + s.start, to: day * 1440 + s.end })),
    )
    .toSorted((a, b) => a.from - b.from);
  const [first] = all;
  // Saturday night runs into Sunday: the first span is met again a week later.
  const ring = first ? [...all, { from: first.from + WEEK_MIN, to: first.to + WEEK_MIN }] : [];
  return ring.some((span, i) => i > 0 && span.from < (ring[i - 1]?.to ?? 0));
}
