import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultsOf } from './check';
import { generate } from './generate';
import { askHighs } from './highs';
import type { TransferFile } from './instance';
import { planFile, solvePart } from './plan';
import { partsOf } from './problems';

const EASY = { work: 2_000_000, seed: 1, enough: () => false };
const solveAll = (file: TransferFile) =>
  planFile(
    file,
    partsOf(file).map((part) => solvePart(part, EASY)),
    EASY.seed,
  );
const allLanes = (file: TransferFile) => [...file.lanes.keys()];

/** Adds a plan up from the two files alone. */
function audit(file: TransferFile, plan: ReturnType<typeof planFile>): number {
  const storeAt = new Map(file.stores.map(({ id }, at) => [id, at]));
  const skuAt = new Map(file.skus.map((name, at) => [name, at]));
  const left = new Map<string, number>();
  for (const [side, rows] of [
    ['from', file.surplus],
    ['to', file.shortage],
  ] as const) {
    for (const row of rows) {
      row.skus.forEach((sku, i) => {
        const key = `${side}/${row.store}/${sku}`;
        left.set(key, (left.get(key) ?? 0) + (row.units[i] ?? 0));
      });
    }
  }
  let value = 0;
  for (const { from, to, lines } of plan.lanes) {
    const [a, b] = [storeAt.get(from), storeAt.get(to)];
    const lane = file.lanes.find((one) => one.from === a && one.to === b);
    value -= lane?.cost ?? Number.NaN;
    let pieces = 0;
    for (const { sku, units } of lines) {
      const at = skuAt.get(sku) ?? -1;
      value += units * (lane?.profit[lane.skus.indexOf(at)] ?? Number.NaN);
      pieces += units;
      for (const key of [`from/${a}/${at}`, `to/${b}/${at}`]) {
        left.set(key, (left.get(key) ?? 0) - units);
        expect(left.get(key)).toBeGreaterThanOrEqual(0);
      }
    }
    expect(pieces).toBeGreaterThanOrEqual(file.minLot);
  }
  return value;
}

/** A slow and busy machine takes its time. */
const PATIENCE = 180_000;

describe('a plan for an invented chain', { timeout: PATIENCE }, () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('is the optimum that HiGHS finds (seed %i)', async (seed) => {
    const file = generate({ stores: 12 + seed, skus: 22 + 2 * seed, cities: 1 + (seed % 2), seed });
    const plan = solveAll(file);
    const highs = await askHighs(file, allLanes(file), { relax: false, seconds: 120 });
    expect(highs.optimal).toBe(true);
    expect(plan.value).toBeCloseTo(highs.value, 1);
    expect(plan.bound).toBeGreaterThanOrEqual(highs.value - 0.01);
    expect(audit(file, plan)).toBeCloseTo(plan.value, 1);
  });

  test('of a size beyond proof holds, beats the greedy plan, and its bound lies near the relaxation', async () => {
    const file = generate({ stores: 50, skus: 150, cities: 2, seed: 3 });
    const plan = solveAll(file);
    expect(audit(file, plan)).toBeCloseTo(plan.value, 1);
    expect(plan.value).toBeGreaterThan(1.03 * plan.greedy);
    const { value: relaxed } = await askHighs(file, allLanes(file), { relax: true, seconds: 300 });
    expect(plan.value).toBeLessThan(relaxed);
    expect(plan.bound).toBeLessThan(1.005 * relaxed);
    expect(plan.gapPercent).toBeLessThan(2.5);
  });

  test('is the same again for the same seed', () => {
    const file = generate({ stores: 20, skus: 40, cities: 2, seed: 9 });
    expect(solveAll(file)).toEqual(solveAll(file));
  });

  test('told to stop at once it is the greedy plan or better, with a true bound', () => {
    const file = generate({ stores: 20, skus: 30, cities: 1, seed: 4 });
    const [part] = partsOf(file);
    if (!part) throw new Error('no part');
    const hurried = solvePart(part, { ...EASY, enough: () => true });
    const best = solvePart(part, EASY);
    expect(hurried.value).toBeGreaterThanOrEqual(hurried.greedy);
    expect(hurried.bound).toBeGreaterThanOrEqual(best.value);
  });
});

/** Small files with everything the format has: packs, lots with losses, what must be kept, days. */
const amounts = fc.array(
  fc.record({
    sku: fc.nat(2),
    units: fc.nat(6),
    worth: fc.integer({ min: -3, max: 6 }),
    onHand: fc.nat(12),
    keep: fc.nat(6),
  }),
  { maxLength: 4 },
);
const files: fc.Arbitrary<TransferFile> = fc
  .record({
    has: fc.array(amounts, { minLength: 4, maxLength: 4 }),
    lacks: fc.array(amounts, { minLength: 4, maxLength: 4 }),
    lanes: fc.uniqueArray(
      fc.record({
        from: fc.nat(3),
        to: fc.nat(3),
        cost: fc.nat(20),
        profit: fc.array(fc.nat(8), { minLength: 3, maxLength: 3 }),
        weekdays: fc.option(fc.subarray([1, 2, 3]), { nil: undefined }),
      }),
      { minLength: 3, maxLength: 8, selector: ({ from, to }) => `${from}/${to}` },
    ),
    packSize: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 }),
    minLot: fc.nat(8),
  })
  .map(({ has, lacks, lanes, packSize, minLot }) => ({
    stores: ['a', 'b', 'c', 'd'].map((id) => ({ id, city: 'x' })),
    skus: ['p', 'q', 'r'],
    packSize,
    minLot,
    weekday: 2,
    surplus: has.map((rows, store) => {
      // One SKU's lots stand together and share one stock.
      const stock = new Map(rows.map((row) => [row.sku, row]));
      return {
        store,
        skus: rows.map(({ sku }) => sku),
        units: rows.map(({ units }) => units),
        loss: rows.map(({ worth }) => worth),
        onHand: rows.map(({ sku }) => stock.get(sku)?.onHand ?? 0),
        keep: rows.map(({ sku }) => stock.get(sku)?.keep ?? 0),
      };
    }),
    shortage: lacks.map((rows, store) => ({
      store,
      skus: rows.map(({ sku }) => sku),
      units: rows.map(({ units }) => units),
      gain: rows.map(({ worth }) => worth),
    })),
    lanes: lanes.flatMap(({ from, to, cost, profit, weekdays }) =>
      from === to
        ? []
        : [{ from, to, km: cost, cost, skus: [0, 1, 2], profit, ...(weekdays && { weekdays }) }],
    ),
  }));

test(
  'packs, lots, what has to be kept and days of lanes mean the same to HiGHS',
  async () => {
    await fc.assert(
      fc.asyncProperty(files, async (file) => {
        expect(faultsOf(file)).toEqual([]);
        const running = allLanes(file).filter(
          (at) => file.lanes[at]?.weekdays?.includes(2) ?? true,
        );
        const highs = await askHighs(file, running, { relax: false, seconds: 60 });
        const plan = solveAll(file);
        expect(plan.bound).toBeGreaterThanOrEqual(plan.value);
        expect(plan.value).toBeCloseTo(highs.value, 4);
      }),
      { numRuns: 20, seed: 7 },
    );
  },
  PATIENCE,
);

describe('a faulty file', () => {
  const good = generate({ stores: 6, skus: 8, cities: 1, seed: 2 });
  const lane = good.lanes[0];
  const faulty = (more: Readonly<Record<string, unknown>>): string =>
    faultsOf(JSON.parse(JSON.stringify({ ...good, ...more }))).join('; ');

  test('is named by place and fault', () => {
    expect(faultsOf(good)).toEqual([]);
    expect(faulty({ lanes: [{ ...lane, to: 6 }] })).toBe(
      'lanes[0].to: 6 is not one of the 6 stores',
    );
    expect(faulty({ lanes: [{ ...lane, cost: -1 }] })).toBe('lanes[0].cost: -1 is below 0');
    expect(faulty({ lanes: [{ ...lane, cost: Number.NaN }] })).toBe(
      'lanes[0].cost: null is not a number',
    );
    expect(faulty({ lanes: [lane, lane] })).toBe(
      `lanes[1]: a second lane from ${lane?.from} to ${lane?.to}`,
    );
    expect(faulty({ lanes: [{ ...lane, skus: [8], profit: [1] }] })).toBe(
      'lanes[0].skus[0]: 8 is not one of the 8 SKUs',
    );
    expect(faulty({ surplus: [{ store: 0, skus: [1], units: [1.5] }] })).toBe(
      'surplus[0].units[0]: 1.5 has to be whole',
    );
    expect(faulty({ shortage: [{ store: 0, skus: [1, 2], units: [1] }] })).toBe(
      'shortage[0].units: has 1 entries, skus has 2',
    );
    expect(faulty({ minLot: undefined })).toBe('minLot: undefined is not a number');
    expect(faulty({ weekday: 8 })).toBe('weekday: 8 is too big');
    expect(faultsOf([])).toEqual(['the file: has to be an object']);
    expect(faultsOf({})).toContain('stores: is missing');
  });
});
