import { expect, test } from 'vitest';
import { slotText, slotsOf } from './slots';
import { HOUR_MS, MINUTE_MS, startOf } from './time';

const day = [
  { start: 10 * 60, end: 12 * 60 },
  { start: 22 * 60, end: 25 * 60 },
];
const hours = {
  week: Array.from({ length: 7 }, () => day),
  specialDays: [],
  closures: [],
  lastOrderMin: 0,
};
const shop = { storeId: 's1', mode: 'pickup', hours };
const midnight = startOf('2026-11-22');

test('slots lie wholly in the hours, over midnight too, and not before the goods are ready', () => {
  const rule = { lenMin: 60, capacity: 3, daysAhead: 0 };
  const found = slotsOf(shop, rule, midnight + 10 * HOUR_MS + 20 * MINUTE_MS);
  expect(found.map(({ slotId }) => slotId)).toEqual([
    's1:pickup:2026-11-22:1100',
    's1:pickup:2026-11-22:2200',
    's1:pickup:2026-11-22:2300',
  ]);
  const night = slotsOf(shop, rule, midnight + 15 * MINUTE_MS);
  // Yesterday's opening reaches into today: until one in the morning.
  expect(night.map(({ slotId }) => slotId).slice(0, 1)).toEqual(['s1:pickup:2026-11-22:1000']);
  const early = slotsOf(shop, { ...rule, lenMin: 30 }, midnight + 15 * MINUTE_MS);
  expect(early[0]?.slotId).toBe('s1:pickup:2026-11-22:0030');
});

test('tomorrow only where the shop lets one choose it; a closure cuts its slots out', () => {
  const rule = { lenMin: 60, capacity: 3, daysAhead: 1 };
  const closures = [{ from: midnight, to: midnight + 24 * HOUR_MS, reason: '停电' }];
  const found = slotsOf({ ...shop, hours: { ...hours, closures } }, rule, midnight + HOUR_MS);
  expect(found.map(({ slotId }) => slotId)).toEqual([
    's1:pickup:2026-11-23:0000',
    's1:pickup:2026-11-23:1000',
    's1:pickup:2026-11-23:1100',
    's1:pickup:2026-11-23:2200',
    's1:pickup:2026-11-23:2300',
  ]);
  const [first] = found;
  expect(first && slotText(first, midnight)).toBe('明天 00:00–01:00');
});
