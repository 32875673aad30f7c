import { expect, test } from 'vitest';
import { roundsOf } from './rounds';

test('what a shopper waits for: database round trips one after the other', async () => {
  const rounds = await roundsOf();
  expect(rounds.get('placeOrder')).toBeLessThanOrEqual(6);
  expect(rounds.get('previewCart')).toBeLessThanOrEqual(2);
  expect(rounds.get('getOrder')).toBeLessThanOrEqual(2);
  // Warm, the chain is in memory.
  expect(rounds.get('locateStore')).toBe(0);
});
