/** What each kind of `picker` offers in its columns, and what a choice is worth. */
import { REGIONS } from './regions';

export interface PickerData {
  range: readonly unknown[];
  rangeKey: string;
  value: unknown;
  start: string;
  end: string;
  fields: string;
}

export interface Mode {
  /** Labels of every column, given what is chosen in those before it. */
  columns(indexes: readonly number[]): string[][];
  /** Where the wheels stand for the current value. */
  indexes(): number[];
  /** The event's `value` for a choice. */
  value(indexes: readonly number[]): unknown;
}

export function pickerMode(mode: string, data: PickerData): Mode {
  switch (mode) {
    case 'multiSelector':
      return multiSelector(data);
    case 'time':
      return time(data);
    case 'date':
      return date(data);
    case 'region':
      return region(data);
    default:
      return selector(data);
  }
}

function selector({ range, rangeKey, value }: PickerData): Mode {
  return {
    columns: () => [range.map((item) => label(item, rangeKey))],
    indexes: () => [Number(value) || 0],
    value: ([index = 0]) => String(index),
  };
}

function multiSelector({ range, rangeKey, value }: PickerData): Mode {
  const columns = range.filter((column) => Array.isArray(column));
  return {
    columns: () => columns.map((column) => column.map((item: unknown) => label(item, rangeKey))),
    indexes: () => columns.map((_, at) => Number(Array.isArray(value) ? value[at] : 0) || 0),
    value: (indexes) => [...indexes],
  };
}

function time({ value, start, end }: PickerData): Mode {
  const [from, to] = [minutes(start) ?? 0, minutes(end) ?? 24 * 60 - 1];
  const hours = span(Math.floor(from / 60), Math.floor(to / 60));
  const minutesOf = (hour: number): number[] =>
    span(hour * 60 < from ? from % 60 : 0, hour * 60 + 59 > to ? to % 60 : 59);
  const at = Math.max(from, Math.min(to, minutes(String(value ?? '')) ?? from));
  const hourAt = (index = 0): number => hours[index] ?? hours[0] ?? 0;
  return {
    columns: ([hour]) => [hours.map(two), minutesOf(hourAt(hour)).map(two)],
    indexes() {
      const hour = Math.floor(at / 60);
      return [hours.indexOf(hour), minutesOf(hour).indexOf(at % 60)];
    },
    value: ([hour, minute = 0]) =>
      `${two(hourAt(hour))}:${two(minutesOf(hourAt(hour))[minute] ?? 0)}`,
  };
}

function date({ value, start, end, fields }: PickerData): Mode {
  const today = new Date();
  const from = dayParts(start) ?? [today.getFullYear() - 50, 1, 1];
  const to = dayParts(end) ?? [today.getFullYear() + 50, 12, 31];
  const parts = dayParts(String(value ?? '')) ?? [
    today.getFullYear(),
    today.getMonth() + 1,
    today.getDate(),
  ];
  const count = fields === 'year' ? 1 : fields === 'month' ? 2 : 3;
  const years = span(from[0], to[0]);
  const months = (year: number): number[] =>
    span(year === from[0] ? from[1] : 1, year === to[0] ? to[1] : 12);
  const days = (year: number, month: number): number[] => {
    const first = year === from[0] && month === from[1] ? from[2] : 1;
    const last = year === to[0] && month === to[1] ? to[2] : new Date(year, month, 0).getDate();
    return span(first, last);
  };
  const read = (indexes: readonly number[]): [year: number, month: number, day: number] => {
    const year = pick(years, indexes[0]);
    const month = pick(months(year), indexes[1]);
    return [year, month, pick(days(year, month), indexes[2])];
  };
  return {
    columns(indexes) {
      const [year, month] = read(indexes);
      const all = [
        years.map((n) => `${n}年`),
        months(year).map((n) => `${n}月`),
        days(year, month).map((n) => `${n}日`),
      ];
      return all.slice(0, count);
    },
    indexes() {
      const [year, month, day] = parts;
      const all = [
        years.indexOf(year),
        months(year).indexOf(month),
        days(year, month).indexOf(day),
      ];
      return all.slice(0, count).map((index) => Math.max(0, index));
    },
    value(indexes) {
      const [year, month, day] = read(indexes);
      return [String(year), two(month), two(day)].slice(0, count).join('-');
    },
  };
}

function region({ value }: PickerData): Mode {
  const chosen: unknown[] = Array.isArray(value) ? value : [];
  const lists = ([province = 0, city = 0]: readonly number[]): string[][] => {
    const [, cities = {}] = Object.entries(REGIONS)[province] ?? [];
    const [, areas = []] = Object.entries(cities)[city] ?? [];
    return [Object.keys(REGIONS), Object.keys(cities), [...areas]];
  };
  return {
    columns: lists,
    indexes() {
      const indexes: number[] = [];
      for (const at of [0, 1, 2]) {
        indexes.push(Math.max(0, lists(indexes)[at]?.indexOf(String(chosen[at] ?? '')) ?? 0));
      }
      return indexes;
    },
    value: (indexes) => lists(indexes).map((list, at) => list[indexes[at] ?? 0] ?? ''),
  };
}

function label(item: unknown, key: string): string {
  if (key !== '' && typeof item === 'object' && item !== null)
    return String(Object.entries(item).find(([name]) => name === key)?.[1] ?? '');
  return String(item);
}

function minutes(text: string): number | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})/.exec(text) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

function dayParts(text: string): [year: number, month: number, day: number] | undefined {
  const [, year, month = '1', day = '1'] =
    /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?/.exec(text) ?? [];
  return year === undefined ? undefined : [Number(year), Number(month), Number(day)];
}

function pick(list: readonly number[], index = 0): number {
  return list[Math.min(index, list.length - 1)] ?? 0;
}

function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
