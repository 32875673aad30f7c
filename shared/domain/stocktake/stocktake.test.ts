import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { COUNT_MOVES, needsSecond, nextCount, valueOf, type CountMove } from './flow';
import { counted, resultOf, type Look } from './line';
import { shelfAt } from './shelf';

const look = (more: Partial<Look>): Look => ({
  by: 'a',
  name: 'A',
  how: 'add',
  qty: 1,
  at: 10,
  expected: 5,
  unsure: false,
  ...more,
});

test('sales, arrivals and bags before and after the look leave the variance alone', () => {
  const event = fc.record({
    at: fc.integer({ min: 1, max: 100 }),
    kind: fc.constantFrom('sale' as const, 'receive' as const, 'pack' as const),
    n: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 12 }),
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: -5, max: 5 }),
      (events, at, missing) => {
        // The world as it was: books and shelf differ by what is missing, whatever happens.
        let [onHand, shelf] = [100, 100 + missing];
        const moves = [{ after: onHand, at: 0 }];
        const bags: { pieces: number; steps: { at: number; status: string }[] }[] = [];
        let seen: number | undefined;
        for (const { at: when, kind, n } of events.toSorted((a, b) => a.at - b.at)) {
          if (when > at) seen ??= shelf;
          if (kind === 'pack') {
            shelf -= n;
            bags.push({ pieces: n, steps: [{ at: when, status: 'ready' }] });
            continue;
          }
          const qty = kind === 'sale' ? -n : n;
          shelf += qty;
          onHand += qty;
          moves.push({ after: onHand, at: when });
        }
        const { expected } = shelfAt({ moves, bags }, at);
        expect((seen ?? shelf) - expected).toBe(missing);
      },
    ),
  );
});

test('a bag counts from packed to handed over; while somebody picks nobody is sure', () => {
  const steps = [
    { at: 10, status: 'picking' },
    { at: 20, status: 'ready' },
    { at: 30, status: 'completed' },
  ];
  const moves = [
    { after: 8, at: 0 },
    { after: 6, at: 30 },
  ];
  const books = { moves, bags: [{ pieces: 2, steps }] };
  expect(shelfAt(books, 5)).toEqual({ expected: 8, unsure: false });
  expect(shelfAt(books, 15)).toEqual({ expected: 8, unsure: true });
  expect(shelfAt(books, 25)).toEqual({ expected: 6, unsure: false });
  expect(shelfAt(books, 35)).toEqual({ expected: 6, unsure: false });
});

test('two people share a shelf: what they found is added up, corrections replace', () => {
  let tallies = counted([], look({ qty: 3 }));
  tallies = counted(tallies, look({ by: 'b', name: 'B', qty: 1, at: 12 }));
  expect(resultOf(tallies, false)).toMatchObject({ state: 'sure', counted: 4, variance: -1 });
  tallies = counted(tallies, look({ how: 'set', qty: 4, at: 14 }));
  expect(resultOf(tallies, false)).toMatchObject({ state: 'sure', counted: 5, variance: 0 });
  // A piece was sold between two looks at the same goods.
  tallies = counted(tallies, look({ qty: 1, at: 16, expected: 4 }));
  expect(resultOf(tallies, false)).toMatchObject({ state: 'unsure' });
});

test('two counters must come to the same variance, though something was sold in between', () => {
  const first = counted([], look({ qty: 4 }));
  expect(resultOf(first, true).state).toBe('open');
  const same = counted(first, look({ by: 'b', qty: 3, at: 20, expected: 4 }));
  expect(resultOf(same, true)).toEqual({ state: 'sure', counted: 3, expected: 4, variance: -1 });
  const other = counted(first, look({ by: 'b', qty: 4, at: 20, expected: 4 }));
  expect(resultOf(other, true)).toMatchObject({ state: 'differs', variance: null });
});

test('gains do not hide losses when a second person is asked for', () => {
  const value = valueOf([
    { variance: -3, costFen: 10_000 },
    { variance: 3, costFen: 10_000 },
  ]);
  expect(value).toEqual({ lossFen: 30_000, gainFen: 30_000 });
  expect(needsSecond(value, 50_000)).toBe(true);
  expect(needsSecond(value, 60_000)).toBe(false);
});

test('every state but the draft is reached, and the two ends are ends', () => {
  const moves = Object.keys(COUNT_MOVES) as CountMove[];
  const reached = new Set(moves.map((name) => COUNT_MOVES[name].to));
  expect([...reached].toSorted()).toEqual(
    ['approved', 'counted', 'counting', 'posted', 'recount', 'void'].toSorted(),
  );
  for (const end of ['posted', 'void'] as const)
    for (const name of moves) expect(nextCount(end, name)).toBeNull();
});
