import { split } from '../money';

/** Products above this are left to the exact, slower arithmetic of `split`. */
const SAFE = Number.MAX_SAFE_INTEGER;

/** `sum` of money.ts, as a loop. */
export function total(values: readonly number[]): number {
  let whole = 0;
  for (let i = 0; i < values.length; i += 1) whole += values[i] ?? 0;
  return whole;
}

/** `split` of money.ts (largest remainder, ties by order), fast enough for a search. */
export function spread(amount: number, weights: readonly number[]): number[] {
  const n = weights.length;
  let whole = 0;
  let most = 0;
  for (let i = 0; i < n; i += 1) {
    const w = weights[i] ?? 0;
    whole += w;
    if (w > most) most = w;
  }
  if (whole === 0 || amount === 0) return weights.map(() => 0);
  if (amount * most > SAFE) return split(amount, weights);
  const parts: number[] = [];
  const rests: number[] = [];
  let left = amount;
  for (let i = 0; i < n; i += 1) {
    const product = amount * (weights[i] ?? 0);
    const part = Math.floor(product / whole);
    parts.push(part);
    rests.push(product - part * whole);
    left -= part;
  }
  for (; left > 0; left -= 1) {
    let at = 0;
    for (let i = 1; i < n; i += 1) if ((rests[i] ?? 0) > (rests[at] ?? 0)) at = i;
    parts[at] = (parts[at] ?? 0) + 1;
    rests[at] = -1;
  }
  return parts;
}

/** `spread` where no part may pass its cap; what a full part cannot take goes to the others by weight. */
export function spreadCapped(
  amount: number,
  weights: readonly number[],
  caps: readonly number[],
): number[] {
  const most = total(caps);
  const all = spread(Math.min(amount, most), weights);
  // Mostly no cap binds.
  let fits = true;
  for (let i = 0; i < all.length && fits; i += 1) fits = (all[i] ?? 0) <= (caps[i] ?? 0);
  if (fits) return all;
  const parts = weights.map(() => 0);
  let left = Math.min(amount, most);
  while (left > 0) {
    const open = weights.map((w, i) => ((parts[i] ?? 0) < (caps[i] ?? 0) ? w : 0));
    // Room without weight cannot be: a line's room is never more than what it still costs.
    if (total(open) === 0) break;
    const given = spread(left, open);
    let over = 0;
    for (let i = 0; i < parts.length; i += 1) {
      const room = (caps[i] ?? 0) - (parts[i] ?? 0);
      const take = Math.min(given[i] ?? 0, room);
      parts[i] = (parts[i] ?? 0) + take;
      over += (given[i] ?? 0) - take;
    }
    left = over;
  }
  return parts;
}

/**
 * Fills a table whose rows and columns are to add up to given totals (of equal sum): row by row, each in
 * proportion to what the columns still have. No cell is negative.
 */
export function grid(rows: readonly number[], columns: readonly number[]): number[][] {
  const left = [...columns];
  return rows.map((row) => {
    const parts = spread(row, left);
    for (let i = 0; i < left.length; i += 1) left[i] = (left[i] ?? 0) - (parts[i] ?? 0);
    return parts;
  });
}

/** What is left of amounts after their parts were taken. */
export function lessOf(amounts: readonly number[], parts: readonly number[]): readonly number[] {
  const left: number[] = [];
  for (let i = 0; i < amounts.length; i += 1) left.push((amounts[i] ?? 0) - (parts[i] ?? 0));
  return left;
}
