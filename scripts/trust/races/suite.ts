import { checkWorld } from '../../../tests/invariants';
import type { TestWorld } from '../../../cloudfunctions/kit/testing';
import { isSound, seen } from '../crash/promise';
import { difference, effects } from '../scenes/effects';
import { scenes } from '../scenes/collect';
import { loadMains, play, sweep, worldOf } from '../scenes/replay';
import { specs } from '../scenes/scene';
import { outcomeOf, type Scene } from '../scenes/shape';
import type { Suite } from '../suite';
import { anew, crowded, hasRequestId, together } from './crowd';

const CROWD = 50;

/** Races the mission names: each must be among those found. */
const NAMED = [
  'claimCoupon',
  'placeOrder',
  'cancelOrder',
  'redeemPickup',
  'receiveTransfer',
  'redeemCoupon',
  'refundTopUp',
] as const;

/**
 * Fifty of the same request are one; fifty different requests for what can be had once have one winner. Which
 * those are is found by asking twice in a row: where the second is refused, it can be had once.
 */
export const races: Suite = async ({ deep, seed, only }) => {
  await loadMains();
  const found = scenes();
  const counts = { functions: 0, sameRequest: 0, oneWinner: 0, answers: 0 };
  const broken: string[] = [];
  const named = new Set<string>();
  for (const { name, once } of specs) {
    if (once === undefined || (only !== undefined && only !== name)) continue;
    const writing = (found.get(name) ?? [])
      .filter((scene) => scene.outcome === 'ok' && scene.changed > 0 && hasRequestId(scene))
      .toSorted((a, b) => b.changed - a.changed)
      .slice(0, deep ? 8 : 2);
    if (writing.length > 0) counts.functions += 1;
    for (const scene of writing)
      for (let round = 0; round < (deep ? 20 : 1); round += 1) {
        const say = (lines: readonly string[]) =>
          broken.push(...lines.map((line) => `${name} (${scene.from}) round ${round}: ${line}`));
        say(await sameRequest(scene, seed + round));
        counts.sameRequest += 1;
        counts.answers += CROWD;
        const told = await hadOnce(scene);
        if (told === undefined) continue;
        say(await oneWinner(scene, told, seed + round));
        named.add(name);
        counts.oneWinner += 1;
        counts.answers += CROWD;
      }
  }
  if (only === undefined)
    broken.push(...NAMED.filter((name) => !named.has(name)).map((name) => `no race of ${name}`));
  const floors = only === undefined ? { functions: 60, oneWinner: 25 } : {};
  return { counts: { ...counts, broken: broken.length }, floors, broken };
};

/** Own marks of a request, as many as there were. */
const MARKS = ['requests', 'auditLogs', 'outbox', 'counters', 'jobs'];

/**
 * Fifty copies of one request leave what one leaves. A copy may be told to wait, or what it saw while a twin held
 * the things; if all of them stepped back, nothing is left and the next request is served.
 */
async function sameRequest(scene: Scene, seed: number): Promise<string[]> {
  const alone = worldOf(scene);
  const sound = isSound(alone);
  await play(alone, scene);
  const world = crowded(scene, seed);
  const answers = await together(
    world,
    Array.from({ length: CROWD }, () => scene),
  );
  const codes = new Set(answers.map(outcomeOf));
  const wrong = codes.has('INTERNAL') ? ['a copy of the same request is told INTERNAL'] : [];
  if (codes.has('ok')) {
    const ends = difference(seen(alone, scene), seen(world, scene));
    return [...wrong, ...ends, ...(sound ? checkWorld(world.db) : [])];
  }
  await sweep(world);
  wrong.push(...(await nextWins(world, scene)));
  return [...wrong, ...(sound ? checkWorld(world.db) : [])];
}

/** What a second wish of the same kind is told, if it does nothing more; undefined if it may be had again. */
async function hadOnce(scene: Scene): Promise<string | undefined> {
  const world = worldOf(scene);
  await play(world, anew(scene, 0));
  const once = effects(world, MARKS);
  const told = outcomeOf(await play(world, anew(scene, 1)));
  return difference(once, effects(world, MARKS)).length === 0 ? told : undefined;
}

/**
 * @param told what a second wish is told in a row; when it is refused, fifty at once have one winner. Wishes that
 * need several things may all step back from each other: then nothing is left held, and the next one wins.
 */
async function oneWinner(scene: Scene, told: string, seed: number): Promise<string[]> {
  const alone = worldOf(scene);
  await play(alone, anew(scene, 0));
  await sweep(alone);
  const world = crowded(scene, seed);
  const sound = isSound(world);
  const all = Array.from({ length: CROWD }, (_, n) => anew(scene, n));
  const codes = (await together(world, all)).map(outcomeOf);
  const wrong = codes.includes('INTERNAL') ? ['one of them is told INTERNAL'] : [];
  const winners = codes.filter((code) => code === 'ok').length;
  await sweep(world);
  if (winners === 0) return [...wrong, ...(await nextWins(world, scene))];
  return [
    ...wrong,
    ...(told !== 'ok' && winners !== 1 ? [`${winners} winners of ${told}`] : []),
    ...difference(effects(alone, MARKS), effects(world, MARKS)),
    ...(sound ? checkWorld(world.db) : []),
  ];
}

async function nextWins(world: TestWorld, scene: Scene): Promise<string[]> {
  const next = outcomeOf(await play(world, anew(scene, CROWD)));
  return next === 'ok' ? [] : [`nobody was served, and the next is told ${next}`];
}
