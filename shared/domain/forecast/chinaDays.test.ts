import { expect, test } from 'vitest';
import { chinaCalendar } from './chinaDays';
import { epochDay } from './series';

const on = (day: string) => chinaCalendar('杭州', epochDay(day));

test('a Sunday worked for the holiday is no day off, a Monday of the holiday is one', () => {
  expect(on('2026-09-20')).toMatchObject({ off: 0, event: '' });
  expect(on('2026-10-05')).toMatchObject({ off: 1, event: '国庆节' });
  expect(on('2026-10-10').off).toBe(0);
  expect(on('2026-11-22').off).toBe(1);
  expect(on('2026-11-23').off).toBe(0);
});

test('a festival bears the same name every year', () => {
  expect(on('2025-01-29').event).toBe(on('2026-02-17').event);
});
