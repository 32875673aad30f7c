import { checkWorld } from '../../../tests/invariants';
import type { FaultKind } from '../../../cloudfunctions/kit/db/memory/faults';
import type { TestWorld } from '../../../cloudfunctions/kit/testing';
import { difference } from '../scenes/effects';
import { play, sweep, worldOf } from '../scenes/replay';
import { specOf } from '../scenes/scene';
import { outcomeOf, type Scene } from '../scenes/shape';
import { isSound, promised, seen, untraced } from './promise';

export const KINDS: readonly FaultKind[] = [
  'crashBefore',
  'crashAfter',
  'fail',
  'lost',
  'conflict',
];

export interface CutReport {
  /** Runs in which the fault struck. */
  runs: number;
  /** Runs after which the caller was told to wait: the first try's claims were still held. */
  busy: number;
  broken: string[];
}

/** A timer that was cut is taken up by its own next runs. */
const ownTimer = ({ call }: Scene): string[] => (specOf(call).kind === 'timer' ? [call] : []);

/** How a scene ends when nothing goes wrong: the caller asks twice, then the sweepers run. */
export async function undisturbed(scene: Scene) {
  const world = worldOf(scene);
  const sound = isSound(world);
  world.db.faults.clear();
  const reply = await play(world, scene);
  const calls = world.db.faults.calls;
  const untold = untraced(scene, world);
  await play(world, scene);
  const middle = seen(world, scene);
  const broken = [...untold, ...(sound ? checkWorld(world.db) : [])];
  await sweep(world, ownTimer(scene));
  if (sound) broken.push(...checkWorld(world.db, { swept: true, pay: world.pay }));
  const end = seen(world, scene);
  return {
    calls,
    sound,
    outcome: outcomeOf(reply),
    reply: promised(scene, reply),
    middle,
    end,
    broken,
  };
}
type Right = Awaited<ReturnType<typeof undisturbed>>;

/**
 * Cuts a scene's call at every database call by every kind of fault, at the first try and at the caller's second;
 * then the caller tries again and the sweepers run. The world must be as if nothing had happened, and whole.
 */
export async function cut(scene: Scene, right: Right, kinds = KINDS): Promise<CutReport> {
  const report: CutReport = { runs: 0, busy: 0, broken: [...right.broken] };
  const name = `${scene.call} (${scene.from})`;
  if (right.outcome !== scene.outcome)
    report.broken.push(`${name}: ends ${right.outcome}, was ${scene.outcome}`);
  for (const kind of kinds)
    for (const when of ['first', 'second'] as const)
      for (let call = 1; call <= right.calls + 1; call += 1) {
        const world = worldOf(scene);
        // The second try comes after a first of which the caller never heard.
        if (when === 'second') await deaf(world, scene, right.calls);
        world.db.faults.arm(call, kind);
        await play(world, scene);
        const hit = world.db.faults.struck;
        world.db.faults.clear();
        if (!hit) break;
        report.runs += 1;
        const at = `${name}: ${kind} at call ${call} of the ${when} try`;
        for (const line of await ending(world, scene, right, report))
          report.broken.push(`${at}: ${line}`);
      }
  return report;
}

/** The caller tries again, the sweepers run: what is wrong with the world then. */
async function ending(
  world: TestWorld,
  scene: Scene,
  right: Right,
  report: CutReport,
): Promise<string[]> {
  const wrong = right.sound ? checkWorld(world.db) : [];
  const again = await play(world, scene);
  const busy = outcomeOf(again) === 'BUSY';
  if (busy) report.busy += 1;
  const answer = promised(scene, again);
  if (!busy && answer !== right.reply) wrong.push(`answers ${answer} instead of ${right.reply}`);
  // The same world goes on the same way; it was looked at once.
  if (difference(right.middle, seen(world, scene)).length === 0) return wrong;
  await sweep(world, ownTimer(scene));
  if (right.sound) wrong.push(...checkWorld(world.db, { swept: true, pay: world.pay }));
  // Who was told to wait was promised a whole world and nothing else.
  return busy ? wrong : [...wrong, ...difference(right.end, seen(world, scene))];
}

/** The call is done, but its last answer is lost with the function. */
async function deaf(world: TestWorld, scene: Scene, calls: number): Promise<void> {
  world.db.faults.arm(calls, 'crashAfter');
  await play(world, scene);
  world.db.faults.clear();
}
