import type { Cells } from './problem';

/** Units of equal worth: a donor's loss per unit, rising; a receiver's gain per unit, falling. */
export interface Tier {
  readonly units: number;
  readonly worth: number;
}

export const unitsOf = (tiers: readonly Tier[]): number =>
  tiers.reduce((sum, { units }) => sum + units, 0);

/** Collects cells in the order they are first met. */
export interface CellList {
  /** Index of the cell; `sign` 1 where worth is a loss, −1 where it is a gain. */
  add(store: number, sku: number, tiers: readonly Tier[], sign: 1 | -1): number;
  /** No cell has more than one tier. */
  plain(): boolean;
  /** `cellOfArc`: by arc. */
  cells(cellOfArc: Int32Array): Cells;
}

export function cellList(skus: number): CellList {
  const index = new Map<number, number>();
  const store: number[] = [];
  const sku: number[] = [];
  const total: number[] = [];
  const firstTier: number[] = [0];
  const size: number[] = [];
  const loss: number[] = [];
  return {
    add(shop, good, tiers, sign) {
      const key = shop * skus + good;
      const known = index.get(key);
      if (known !== undefined) return known;
      index.set(key, store.length);
      store.push(shop);
      sku.push(good);
      total.push(unitsOf(tiers));
      for (const tier of tiers) {
        size.push(tier.units);
        loss.push(sign * (tier.worth - (tiers[0]?.worth ?? 0)));
      }
      firstTier.push(size.length);
      return store.length - 1;
    },
    plain: () => size.length === store.length,
    cells(cellOfArc) {
      const firstArc = new Int32Array(store.length + 1);
      for (const cell of cellOfArc) firstArc[cell + 1] = (firstArc[cell + 1] ?? 0) + 1;
      for (let c = 0; c < store.length; c += 1) {
        firstArc[c + 1] = (firstArc[c + 1] ?? 0) + (firstArc[c] ?? 0);
      }
      const next = firstArc.slice();
      const arcs = new Int32Array(cellOfArc.length);
      cellOfArc.forEach((cell, arc) => {
        const at = next[cell] ?? 0;
        arcs[at] = arc;
        next[cell] = at + 1;
      });
      return {
        count: store.length,
        store: Int32Array.from(store),
        sku: Int32Array.from(sku),
        total: Int32Array.from(total),
        firstTier: Int32Array.from(firstTier),
        size: Int32Array.from(size),
        loss: Float64Array.from(loss),
        firstArc,
        arcs,
      };
    },
  };
}

/** How many units bring something with the two cells to themselves (the first brings `first`), and how much together. */
export function usefulUnits(
  first: number,
  given: readonly Tier[],
  wanted: readonly Tier[],
): { readonly units: number; readonly value: number } {
  const base = first - (wanted[0]?.worth ?? 0) + (given[0]?.worth ?? 0);
  let units = 0;
  let value = 0;
  let [d, r] = [0, 0];
  let spare = given[0]?.units ?? 0;
  let room = wanted[0]?.units ?? 0;
  for (;;) {
    const unit = base + (wanted[r]?.worth ?? 0) - (given[d]?.worth ?? 0);
    const n = Math.min(spare, room);
    if (n <= 0 || unit <= 0) return { units, value };
    units += n;
    value += n * unit;
    spare -= n;
    room -= n;
    if (spare === 0) spare = given[(d += 1)]?.units ?? 0;
    if (room === 0) room = wanted[(r += 1)]?.units ?? 0;
  }
}
