import { epochDay, plainCalendar, weekdayOfEpochDay } from '#shared/domain/forecast/series';
import type { Calendar, DayMarks } from '#shared/domain/forecast/series';
import { FileFault, linesOf } from './text';

/** A calendar file: what its days are, and the day from which sales without dates count. */
export interface CalendarFile {
  readonly calendar: Calendar;
  /** Epoch day of the first line. */
  readonly first: number;
  /** Number the file gives to that day (M5 counts `d_29`); 1 where days are not numbered. */
  readonly firstNumber: number;
}

/**
 * Reads one of three layouts, told apart by the header: `city_id,dt,holiday,…` (days off by city),
 * `d,date,weekday,event_name_1,…,snap_xx` (M5), and `date,off[,event]` for everyone else's own. Days beyond the file
 * are what the weekday says.
 */
export function readCalendar(file: string): CalendarFile {
  const [header = '', ...rows] = linesOf(file);
  const names = header.split(',').map((name) => name.trim());
  const at = (name: string): number => names.indexOf(name);
  const dateColumn = ['dt', 'date', '日期'].map(at).find((i) => i >= 0);
  if (dateColumn === undefined) throw new FileFault(file, 1, '表头里要有 dt 或 date（日期）一列');
  const regionColumn = at('city_id');
  const offColumn = ['holiday', 'off', '休息'].map(at).find((i) => i >= 0) ?? -1;
  const eventColumn = ['event_name_1', 'event', '节日'].map(at).find((i) => i >= 0) ?? -1;
  const flags = names.flatMap((name, i) =>
    name.startsWith('snap_') ? [{ region: name.slice(5).toUpperCase(), i }] : [],
  );
  const marks = new Map<string, DayMarks>();
  let first = Infinity;
  let firstNumber = 1;
  rows.forEach((row, r) => {
    const cells = row.split(',');
    const day = epochDay(cells[dateColumn] ?? '');
    if (!Number.isFinite(day))
      throw new FileFault(file, r + 2, `日期要写成 2026-11-22：“${cells[dateColumn] ?? ''}”`);
    if (day < first) {
      first = day;
      if (at('d') >= 0) firstNumber = Number(cells[at('d')]);
    }
    const weekday = weekdayOfEpochDay(day);
    const off = offColumn >= 0 ? Number(cells[offColumn]) : weekday === 0 || weekday === 6 ? 1 : 0;
    const event = eventColumn >= 0 ? (cells[eventColumn] ?? '') : '';
    if (flags.length === 0)
      marks.set(key(regionColumn >= 0 ? (cells[regionColumn] ?? '') : '', day), {
        off,
        event,
        flag: 0,
      });
    for (const { region, i } of flags)
      marks.set(key(region, day), { off, event, flag: Number(cells[i]) });
  });
  const common = regionColumn < 0 && flags.length === 0;
  return {
    first,
    firstNumber,
    calendar: (region, day) =>
      marks.get(key(common ? '' : region, day)) ?? plainCalendar(region, day),
  };
}

const key = (region: string, day: number): string => `${region}\n${day}`;
