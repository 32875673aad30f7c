import type { ShelfThen } from './shelf';

/** What one person counted of one product. */
export interface Tally {
  readonly by: string;
  readonly name: string;
  readonly qty: number;
  /** Epoch ms of the first and the last look. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** What should have lain on the shelf at the last look. */
  readonly expected: number;
  /** Nothing moved between the looks, and nobody was picking. */
  readonly steady: boolean;
}
export interface Look extends ShelfThen {
  readonly by: string;
  readonly name: string;
  /** `add`: more of them were found elsewhere; `set`: so many in all. */
  readonly how: 'add' | 'set';
  readonly qty: number;
  readonly at: number;
}

/** The tallies of a line after one more look. */
export function counted(tallies: readonly Tally[], look: Look): Tally[] {
  const mine = look.how === 'add' ? tallies.find(({ by }) => by === look.by) : undefined;
  const { by, name, expected, at } = look;
  const next: Tally = {
    by,
    name,
    qty: (mine?.qty ?? 0) + look.qty,
    firstAt: Math.min(mine?.firstAt ?? at, at),
    lastAt: Math.max(mine?.lastAt ?? at, at),
    expected,
    steady: !look.unsure && (!mine || (mine.steady && mine.expected === expected)),
  };
  return [...tallies.filter((tally) => tally.by !== look.by), next];
}

export type LineState =
  /** Nobody, or with two counters not yet the second one, has looked. */
  | 'open'
  /** The two counters found different variances. */
  | 'differs'
  /** Pieces moved while they were being counted: the variance may be off by those. */
  | 'unsure'
  | 'sure';
export interface LineResult {
  readonly state: LineState;
  /** Pieces found, and what should have been there; null while open or differing. */
  readonly counted: number | null;
  readonly expected: number | null;
  readonly variance: number | null;
}
const NOTHING = { counted: null, expected: null, variance: null };

/**
 * What a line comes to. With two counters each counts everything and their variances must agree (not their
 * numbers: something may be sold between the two); otherwise the people share the shelf and are added up.
 */
export function resultOf(tallies: readonly Tally[], double: boolean): LineResult {
  if (tallies.length < (double ? 2 : 1)) return { state: 'open', ...NOTHING };
  const steady = tallies.every((tally) => tally.steady);
  const last = tallies.reduce((a, b) => (b.lastAt >= a.lastAt ? b : a));
  const { expected } = last;
  if (!double) {
    const still = tallies.every((tally) => tally.expected === expected);
    const found = tallies.reduce((sum, { qty }) => sum + qty, 0);
    const state = steady && still ? 'sure' : 'unsure';
    return { state, counted: found, expected, variance: found - expected };
  }
  const [first = 0, ...rest] = tallies.map((tally) => tally.qty - tally.expected);
  if (rest.some((variance) => variance !== first)) return { state: 'differs', ...NOTHING };
  return { state: steady ? 'sure' : 'unsure', counted: last.qty, expected, variance: first };
}
