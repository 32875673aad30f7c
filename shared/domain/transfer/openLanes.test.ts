import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildProblem } from './build';
import type { Tier } from './cells';
import { bestFlow } from './flow';
import { networkOf } from './network';
import { openLanes } from './openLanes';
import type { Problem } from './problem';
import { worthOf } from './worth';

const tiers = (rising: boolean) =>
  fc
    .array(fc.record({ units: fc.integer({ min: 1, max: 4 }), worth: fc.nat(12) }), {
      maxLength: 3,
    })
    .map((own): Tier[] => own.sort((a, b) => (rising ? a.worth - b.worth : b.worth - a.worth)));

/** Five shops, two SKUs, lanes between any of them; whole amounts, so that sums are exact. */
const problems: fc.Arbitrary<Problem> = fc
  .record({
    given: fc.array(tiers(true), { minLength: 10, maxLength: 10 }),
    wanted: fc.array(tiers(false), { minLength: 10, maxLength: 10 }),
    lanes: fc.uniqueArray(
      fc.tuple(
        fc.nat(4),
        fc.nat(4),
        fc.nat(15),
        fc.array(fc.nat(9), { minLength: 2, maxLength: 2 }),
      ),
      { minLength: 4, maxLength: 12, selector: ([from, to]) => `${from}-${to}` },
    ),
  })
  .map(({ given, wanted, lanes }) =>
    buildProblem(
      lanes.flatMap(([from, to, cost, profit]) =>
        from === to ? [] : [{ from, to, cost, skus: [0, 1], profit }],
      ),
      {
        skus: 2,
        minLot: 0,
        pieces: () => 1,
        given: (store, sku) => given[store * 2 + sku] ?? [],
        wanted: (store, sku) => wanted[store * 2 + sku] ?? [],
      },
    ),
  );
const moves = fc.array(fc.tuple(fc.nat(30), fc.nat(30), fc.boolean()), { maxLength: 30 });

describe('open lanes', () => {
  test('are always routed best, whatever was opened, closed, tried and taken back before', () => {
    fc.assert(
      fc.property(problems, moves, (problem, chosen) => {
        const { count } = problem.lanes;
        if (count === 0) return;
        const net = networkOf(problem);
        const set = openLanes(problem, 10, 1);
        for (const [a, b, keep] of chosen) {
          set.trial([...new Set([a % count, b % count])]);
          if (keep) set.commit();
          else set.revert();
        }
        const gain = [...net.skuArcs.keys()].reduce(
          (sum, sku) => sum + bestFlow(net, sku, set.open).gain,
          0,
        );
        const { value, cost, broken } = worthOf(problem, set.units);
        expect(broken).toEqual([]);
        expect(value + cost).toBeCloseTo(gain, 6);
        expect(set.value()).toBeCloseTo(value, 6);
        const load = new Int32Array(count);
        set.units.forEach((n, arc) => {
          const lane = problem.arcs.lane[arc] ?? 0;
          load[lane] = (load[lane] ?? 0) + n;
        });
        expect(set.load).toEqual(load);
      }),
      { numRuns: 400 },
    );
  });

  test('promise at least what the goods of a move then bring', () => {
    fc.assert(
      fc.property(problems, moves, (problem, chosen) => {
        const { count, cost } = problem.lanes;
        if (count === 0) return;
        const set = openLanes(problem, 10, 1);
        for (const [a, b, swap] of chosen) {
          const [lane, other] = [a % count, b % count];
          const pair = swap && set.open[lane] !== set.open[other];
          const opens = set.open[lane] === 1 ? (pair ? other : -1) : lane;
          const closes = set.open[lane] === 1 ? lane : pair ? other : -1;
          const hope = set.shadow.hope(opens, closes);
          const before = worthOf(problem, set.units);
          set.trial(pair ? [lane, other] : [lane]);
          set.commit();
          const after = worthOf(problem, set.units);
          const flows = after.value + after.cost - (before.value + before.cost);
          const spent =
            (opens < 0 ? 0 : (cost[opens] ?? 0)) - (closes < 0 ? 0 : (cost[closes] ?? 0));
          expect(flows).toBeLessThanOrEqual(hope + spent + 1e-6);
        }
      }),
      { numRuns: 300 },
    );
  });
});
