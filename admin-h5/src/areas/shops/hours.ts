import type { Span } from './types';

const DAY_MIN = 1440;

/** `09:00` of a minute; minutes above a day wrap. */
export const clock = (minute: number): string => {
  const m = minute % DAY_MIN;
  return `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
};
export const minuteOf = (text: string): number | null => {
  // Also `930` and `9：30`, as people type on a number pad or with a Chinese keyboard.
  const found = /^(\d{1,2})[:：]?(\d{2})$/.exec(text.trim());
  const [h, m] = [Number(found?.[1]), Number(found?.[2])];
  return found && h < 24 && m < 60 ? h * 60 + m : null;
};

/** A span from two clock times: an end at or before the start lies on the next day. */
export const spanOf = (start: number, end: number): Span => ({
  start,
  end: end <= start ? end + DAY_MIN : end,
});
export const overnight = (span: Span): boolean => span.end > DAY_MIN;
export const allDay = (span: Span): boolean => span.end - span.start === DAY_MIN;

/** Days (0 = Sunday) whose spans run into each other, the tail of the day before included. */
export function overlaps(week: readonly (readonly Span[])[]): Set<number> {
  const bad = new Set<number>();
  week.forEach((spans, day) => {
    const before = week[(day + 6) % 7] ?? [];
    const tails = before.filter(overnight).map((s) => ({ start: 0, end: s.end - DAY_MIN }));
    const all = [...tails, ...spans].sort((a, b) => a.start - b.start);
    all.forEach((span, i) => {
      const next = all[i + 1];
      if (next && next.start < span.end) bad.add(day);
    });
  });
  return bad;
}

export const spansText = (spans: readonly Span[], nextDay: string): string =>
  spans
    .map(
      (s) =>
        `${clock(s.start)}–${overnight(s) ? nextDay : ''}${s.end === DAY_MIN ? '24:00' : clock(s.end)}`,
    )
    .join('、');
