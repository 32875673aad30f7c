import { expect, test } from 'vitest';
import { nextRun } from './cron';

const at = (text: string) => Date.parse(`${text}+08:00`);

test.each([
  ['0 */5 * * * * *', '2027-03-01T10:02:00', '2027-03-01T10:05:00'],
  ['0 0 2 1 * * *', '2027-03-01T02:00:00', '2027-04-01T02:00:00'],
  ['0 30 8 * * MON-FRI *', '2027-03-05T09:00:00', '2027-03-08T08:30:00'],
  ['0 0 0 * * 0 *', '2027-03-01T00:00:00', '2027-03-07T00:00:00'],
  ['*/2 * * * * * *', '2027-03-01T00:00:01', '2027-03-01T00:00:02'],
  ['0 0 12 1 1 * 2030', '2027-01-01T00:00:00', '2030-01-01T12:00:00'],
  ['0 0 9,21 * * * *', '2027-03-01T09:00:00', '2027-03-01T21:00:00'],
])('%s after %s', (cron, from, next) => {
  expect(nextRun(cron, at(from))).toBe(at(next));
});

test('a year gone by never comes again', () => {
  expect(nextRun('0 0 0 1 1 * 2001', at('2027-01-01T00:00:00'))).toBeUndefined();
});

test.each(['* * * * *', '0 0 99 * * * *', ''])('"%s" is refused', (cron) => {
  expect(() => nextRun(cron, 0)).toThrow(/cron|pattern|field/i);
});
