import { expect, test } from 'vitest';
import { FULL, moneyHistory } from './history';

/** `npm run trust -- sim --suite money` runs thousands; these few stand guard. */
const HISTORIES = 60;
/** What they must have met, so that a clean run is known to have tried something. */
const REACHED = [
  'placed',
  'captured',
  'handed over',
  'cancelled refunded',
  'cancelled unpaid',
  'short ready',
  'rejected',
  'paid by the wallet alone',
  'place OUT_OF_STOCK',
  'with a campaign',
  'with a coupon',
  'with a present',
  'with points',
  'topped up',
  'topped up at the till',
  'top-up taken back',
  'case applied',
  'decided awaitingReturn',
  'every piece back',
  'fault',
];

test(`${HISTORIES} random lives of a shop: every fen is where the books say`, async () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const broken = await moneyHistory(seed, FULL, (what) => seen.add(what));
    expect({ seed, broken }).toEqual({ seed, broken: [] });
  }
  expect(REACHED.filter((what) => !seen.has(what))).toEqual([]);
}, 300_000);
