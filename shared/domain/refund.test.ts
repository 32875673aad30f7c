import { expect, test } from 'vitest';
import { nextTryMs } from './refund';

test('tries spread from a minute to six hours and stop growing', () => {
  const hour = 3_600_000;
  expect([0, 1, 2, 5, 50].map(nextTryMs)).toEqual([60_000, 240_000, 960_000, 6 * hour, 6 * hour]);
});
