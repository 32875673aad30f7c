import type { Suite } from '../suite';
import { FULL, moneyHistory, type Size } from '../money/history';

/** The smallest of some sizes at which a seed still breaks: what to replay. */
async function shrink(seed: number): Promise<{ size: Size; broken: string[] }> {
  for (const people of [1, 2, 3])
    for (const waves of [1, 2, 3])
      for (const faults of [0, 1, waves]) {
        const size = { people, waves, faults };
        const broken = await moneyHistory(seed, size, () => {});
        if (broken.length > 0) return { size, broken };
      }
  return { size: FULL, broken: await moneyHistory(seed, FULL, () => {}) };
}

/**
 * Random lives of a shop over the real functions, every invariant checked after each. The same seed is the same
 * life; a broken one is replayed smaller and printed.
 */
export const sim: Suite = async ({ deep, seed: first, many }) => {
  const wanted = many ?? (deep ? 10_000 : 150);
  const reached = new Map<string, number>();
  const see = (what: string): unknown => reached.set(what, (reached.get(what) ?? 0) + 1);
  const broken: string[] = [];
  let done = 0;
  for (let seed = first; seed < first + wanted && broken.length < 5; seed += 1) {
    const wrong = await moneyHistory(seed, FULL, see);
    done += 1;
    if (wrong.length > 0) broken.push(JSON.stringify({ seed, ...(await shrink(seed)) }));
    if (done % 500 === 0) console.error(`${done} of ${wanted}, broken=${broken.length}`);
  }
  const told = [...reached].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const named = told.map(([what, n]) => [what.replaceAll(' ', '_'), n] as const);
  const counts = { histories: done, broken: broken.length, ...Object.fromEntries(named) };
  const floors =
    wanted < 100 ? {} : { fault: 20, placed: 100, cancelled_refunded: 10, handed_over: 10 };
  return { counts, floors, broken };
};
