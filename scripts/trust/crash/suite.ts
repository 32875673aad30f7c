import type { Suite } from '../suite';
import { scenes } from '../scenes/collect';
import { loadMains } from '../scenes/replay';
import { specs } from '../scenes/scene';
import type { Scene } from '../scenes/shape';
import { cut, undisturbed } from './cut';

/** Longer calls are the same few steps again and again. */
const LONGEST = 40;

/** Every writing function × every database call × every kind of fault, at the first and at the second try. */
export const crash: Suite = async ({ deep, only }) => {
  await loadMains();
  const found = scenes();
  const counts = { functions: 0, scenes: 0, runs: 0, busy: 0 };
  const broken: string[] = [];
  for (const { name } of specs) {
    if (only !== undefined && only !== name) continue;
    const all = found.get(name) ?? [];
    if (!all.some(({ outcome }) => outcome === 'ok'))
      broken.push(`${name} has no scene: no unit test of it succeeds on a world in memory`);
    const writing = all.filter(({ outcome, changed }) => outcome === 'ok' && changed > 0);
    const chosen = await choose(writing, deep ? 6 : 1);
    if (chosen.length > 0) counts.functions += 1;
    for (const { scene, right } of chosen) {
      const report = await cut(scene, right);
      counts.scenes += 1;
      counts.runs += report.runs;
      counts.busy += report.busy;
      broken.push(...report.broken);
    }
  }
  const floors = only === undefined ? { functions: 80, runs: deep ? 20_000 : 5_000 } : {};
  return { counts: { ...counts, broken: broken.length }, floors, broken };
};

/** The scenes that write most, without those that take too long; one always. */
async function choose(writing: readonly Scene[], most: number) {
  const rich = writing.toSorted((a, b) => b.changed - a.changed);
  const chosen: { scene: Scene; right: Awaited<ReturnType<typeof undisturbed>> }[] = [];
  for (const scene of rich) {
    if (chosen.length === most) break;
    const right = await undisturbed(scene);
    const last = chosen.length === 0 && scene === rich.at(-1);
    if (right.calls <= LONGEST || last) chosen.push({ scene, right });
  }
  return chosen;
}
