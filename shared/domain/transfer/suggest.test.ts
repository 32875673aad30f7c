import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell, TransferInstance } from './model';
import { suggest } from './suggest';

/** Every combination of packs, one by one: slow, and certainly right. */
function bruteForce(instance: TransferInstance): number {
  const arcs = instance.lanes.flatMap((lane, at) =>
    instance.receivers.flatMap((to, receiver) => {
      const donor = instance.donors.findIndex((d) => d.store === lane.from && d.sku === to.sku);
      const from = instance.donors[donor];
      if (to.store !== lane.to || !from) return [];
      // The model's rule: goods move only where at least the best pack brings something.
      return (to.worth[0] ?? 0) > (from.worth[0] ?? 0)
        ? [{ lane: at, donor, receiver, most: Math.min(from.worth.length, to.worth.length) }]
        : [];
    }),
  );
  const given = instance.donors.map(() => 0);
  const got = instance.receivers.map(() => 0);
  const pieces = instance.lanes.map(() => 0);
  const value = () => {
    let v = 0;
    pieces.forEach((n, lane) => {
      if (n > 0) v -= n < instance.minLot ? Infinity : (instance.lanes[lane]?.costFen ?? 0);
    });
    const upTo = (cells: readonly Cell[], counts: readonly number[]) =>
      cells.reduce(
        (sum, cell, i) => sum + cell.worth.slice(0, counts[i]).reduce((a, b) => a + b, 0),
        0,
      );
    return v + upTo(instance.receivers, got) - upTo(instance.donors, given);
  };
  let best = 0;
  const walk = (n: number): void => {
    const arc = arcs[n];
    if (!arc) {
      best = Math.max(best, value());
      return;
    }
    const size = instance.packs[instance.receivers[arc.receiver]?.sku ?? 0] ?? 1;
    for (let q = 0; q <= arc.most; q += 1) {
      const fits =
        (given[arc.donor] ?? 0) + q <= (instance.donors[arc.donor]?.worth.length ?? 0) &&
        (got[arc.receiver] ?? 0) + q <= (instance.receivers[arc.receiver]?.worth.length ?? 0);
      if (!fits) break;
      given[arc.donor] = (given[arc.donor] ?? 0) + q;
      got[arc.receiver] = (got[arc.receiver] ?? 0) + q;
      pieces[arc.lane] = (pieces[arc.lane] ?? 0) + q * size;
      walk(n + 1);
      given[arc.donor] = (given[arc.donor] ?? 0) - q;
      got[arc.receiver] = (got[arc.receiver] ?? 0) - q;
      pieces[arc.lane] = (pieces[arc.lane] ?? 0) - q * size;
    }
  };
  walk(0);
  return best;
}

const worth = (rising: boolean, max: number) =>
  fc
    .array(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 3 })
    .map((values) => values.sort((a, b) => (rising ? a - b : b - a)));
/** Two SKUs, up to four shops, each cell a donor, a receiver or neither. */
const tiny: fc.Arbitrary<TransferInstance> = fc
  .record({
    packs: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    cells: fc.array(
      fc.record({
        role: fc.constantFrom('gives', 'gets', 'neither'),
        up: worth(true, 40),
        down: worth(false, 90),
      }),
      { minLength: 8, maxLength: 8 },
    ),
    lanes: fc.uniqueArray(fc.tuple(fc.nat(3), fc.nat(3), fc.integer({ min: 0, max: 120 })), {
      maxLength: 5,
      selector: ([from, to]) => `${from}-${to}`,
    }),
    minLot: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ packs, cells, lanes, minLot }) => {
    const at = (i: number) => ({ store: i >> 1, sku: i & 1 });
    return {
      packs,
      minLot,
      donors: cells.flatMap((c, i) => (c.role === 'gives' ? [{ ...at(i), worth: c.up }] : [])),
      receivers: cells.flatMap((c, i) => (c.role === 'gets' ? [{ ...at(i), worth: c.down }] : [])),
      lanes: lanes.flatMap(([from, to, costFen]) => (from === to ? [] : [{ from, to, costFen }])),
    };
  });

describe('the transfer plan', () => {
  test('is worth what trying everything finds, and says so', () => {
    fc.assert(
      fc.property(tiny, (instance) => {
        const plan = suggest(instance);
        expect(plan.valueFen).toBe(bruteForce(instance));
        expect(plan.boundFen).toBe(plan.valueFen);
        expect(plan.greedyFen).toBeLessThanOrEqual(plan.valueFen);
      }),
      { numRuns: 400 },
    );
  });

  test('never gives or gets more than there is, and no lane runs below its lot', () => {
    fc.assert(
      fc.property(tiny, (instance) => {
        const { flows, gainFen, costFen, valueFen } = suggest(instance);
        const sums = new Map<string, number>();
        const add = (key: string, n: number) => sums.set(key, (sums.get(key) ?? 0) + n);
        for (const flow of flows) {
          const lane = instance.lanes[flow.lane];
          add(`gives ${lane?.from}/${flow.sku}`, flow.packs);
          add(`gets ${lane?.to}/${flow.sku}`, flow.packs);
          add(`lane ${flow.lane}`, flow.packs * (instance.packs[flow.sku] ?? 0));
        }
        for (const { store, sku, worth } of instance.donors) {
          expect(sums.get(`gives ${store}/${sku}`) ?? 0).toBeLessThanOrEqual(worth.length);
        }
        for (const { store, sku, worth } of instance.receivers) {
          expect(sums.get(`gets ${store}/${sku}`) ?? 0).toBeLessThanOrEqual(worth.length);
        }
        const used = new Set(flows.map((flow) => flow.lane));
        for (const lane of used) {
          expect(sums.get(`lane ${lane}`)).toBeGreaterThanOrEqual(instance.minLot);
        }
        expect(gainFen).toBe(flows.reduce((sum, flow) => sum + flow.gainFen, 0));
        expect(valueFen).toBe(gainFen - costFen);
      }),
    );
  });

  test('shares one trip between products where the greedy opens two', () => {
    // One donor has both products at ¥9 a trip; two nearer ones have one each at ¥6 a trip.
    const instance: TransferInstance = {
      packs: [1, 1],
      minLot: 0,
      donors: [
        { store: 1, sku: 0, worth: [0] },
        { store: 2, sku: 1, worth: [0] },
        { store: 3, sku: 0, worth: [0] },
        { store: 3, sku: 1, worth: [0] },
      ],
      receivers: [
        { store: 0, sku: 0, worth: [1000] },
        { store: 0, sku: 1, worth: [1000] },
      ],
      lanes: [
        { from: 1, to: 0, costFen: 600 },
        { from: 2, to: 0, costFen: 600 },
        { from: 3, to: 0, costFen: 900 },
      ],
    };
    expect(suggest(instance)).toMatchObject({ valueFen: 1100, costFen: 900, optimal: true });
  });

  test('told to hurry it still gives a plan that holds, with a true bound', () => {
    fc.assert(
      fc.property(tiny, fc.integer({ min: 0, max: 6 }), (instance, asked) => {
        let left = asked;
        const hurried = suggest(instance, {
          work: 1e5,
          nodes: 1_000,
          enough: () => (left -= 1) < 0,
        });
        const best = suggest(instance, { work: 1e5, nodes: 1_000 });
        expect(hurried.valueFen).toBeLessThanOrEqual(best.valueFen);
        expect(hurried.boundFen).toBeGreaterThanOrEqual(best.valueFen);
      }),
    );
  });

  test('with the budget gone it still tells a true bound', () => {
    fc.assert(
      fc.property(tiny, (instance) => {
        const plan = suggest(instance, { work: 1e5, nodes: 1 });
        expect(plan.boundFen).toBeGreaterThanOrEqual(bruteForce(instance));
        expect(plan.valueFen).toBeLessThanOrEqual(plan.boundFen);
      }),
      { numRuns: 100 },
    );
  });
});
