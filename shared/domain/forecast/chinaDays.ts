import type { DayMarks } from './series';
import { dayText, weekdayOfEpochDay } from './series';

/**
 * Public holidays of mainland China with the working week-ends (调休) around them, as the State Council's notices say;
 * a year whose notice is not known holds its festivals only, without working week-ends.
 */
interface Holiday {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Saturdays and Sundays worked for it. */
  readonly works?: readonly string[];
}
const HOLIDAYS: readonly Holiday[] = [
  { name: '元旦', from: '2025-01-01', to: '2025-01-01' },
  { name: '春节', from: '2025-01-28', to: '2025-02-04', works: ['2025-01-26', '2025-02-08'] },
  { name: '清明节', from: '2025-04-04', to: '2025-04-06' },
  { name: '劳动节', from: '2025-05-01', to: '2025-05-05', works: ['2025-04-27'] },
  { name: '端午节', from: '2025-05-31', to: '2025-06-02' },
  { name: '国庆节', from: '2025-10-01', to: '2025-10-08', works: ['2025-09-28', '2025-10-11'] },
  { name: '元旦', from: '2026-01-01', to: '2026-01-03', works: ['2026-01-04'] },
  { name: '春节', from: '2026-02-15', to: '2026-02-23', works: ['2026-02-14', '2026-02-28'] },
  { name: '清明节', from: '2026-04-04', to: '2026-04-06' },
  { name: '劳动节', from: '2026-05-01', to: '2026-05-05', works: ['2026-05-09'] },
  { name: '端午节', from: '2026-06-19', to: '2026-06-21' },
  { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
  { name: '国庆节', from: '2026-10-01', to: '2026-10-07', works: ['2026-09-20', '2026-10-10'] },
  { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
  { name: '春节', from: '2027-02-05', to: '2027-02-12' },
  { name: '清明节', from: '2027-04-03', to: '2027-04-05' },
  { name: '劳动节', from: '2027-05-01', to: '2027-05-05' },
  { name: '端午节', from: '2027-06-09', to: '2027-06-09' },
  { name: '中秋节', from: '2027-09-15', to: '2027-09-15' },
  { name: '国庆节', from: '2027-10-01', to: '2027-10-07' },
];

const holidayOf = (day: string): Holiday | undefined =>
  HOLIDAYS.find(({ from, to }) => from <= day && day <= to);

/** What a day is in mainland China, the same in every city: day off or not, and the festival's name. */
export function chinaDay(epochDay: number): DayMarks {
  const day = dayText(epochDay);
  const holiday = holidayOf(day);
  if (holiday) return { off: 1, event: holiday.name, flag: 0 };
  if (HOLIDAYS.some(({ works }) => works?.includes(day))) return { off: 0, event: '', flag: 0 };
  const weekday = weekdayOfEpochDay(epochDay);
  return { off: weekday === 0 || weekday === 6 ? 1 : 0, event: '', flag: 0 };
}

const known = new Map<number, DayMarks>();
/** `Calendar` of mainland China. */
export function chinaCalendar(_region: string, day: number): DayMarks {
  const marks = known.get(day) ?? chinaDay(day);
  known.set(day, marks);
  return marks;
}
