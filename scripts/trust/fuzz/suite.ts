import { group } from '../../../cloudfunctions/kit/group';
import { seeded } from '../../../cloudfunctions/kit/testing';
import { scenes } from '../scenes/collect';
import { loadMains, play, worldOf } from '../scenes/replay';
import { specs } from '../scenes/scene';
import { outcomeOf, type Scene } from '../scenes/shape';
import type { Suite } from '../suite';
import { worse, type UpTo } from './hostile';

/** Answers never hold what a programmer would read. */
const INTERNALS =
  /node_modules|\.ts:\d+|\bat [A-Za-z.<>]+ \(|TypeError|ReferenceError|ZodError|ECONN/;
const MOST_GROWN_MB = 700;

/**
 * Hostile input for every call by whoever may make it, near its form and far from it: no unhandled error, no
 * internals in an answer, no change of prototypes, nothing changed by a refusal, memory bounded.
 */
export const fuzz: Suite = async ({ deep, seed, only, many }) => {
  await loadMains();
  const found = scenes();
  const names = specs.map(({ name }) => name).filter((name) => only === undefined || name === only);
  const each = many ?? Math.ceil((deep ? 1_000_000 : 30_000) / specs.length) + 1;
  const random = seeded(seed);
  const upTo: UpTo = (n) => Math.floor(random() * (n + 1));
  const counts = { functions: 0, inputs: 0, refused: 0, served: 0, protocol: 0 };
  const broken: string[] = [];
  const protos = JSON.stringify(protoKeys());
  const grownFrom = process.memoryUsage().heapUsed;
  for (const name of names) {
    const scene = (found.get(name) ?? []).find(({ outcome }) => outcome === 'ok');
    if (!scene) continue;
    counts.functions += 1;
    let world = worldOf(scene);
    let before = world.db.dump();
    for (let n = 0; n < each; n += 1) {
      let event = worse(scene.event, upTo);
      while (upTo(2) === 0) event = worse(event, upTo);
      const told = await attack(world, { ...scene, event });
      counts.inputs += 1;
      if (told.wrong !== undefined) broken.push(`${name}: ${told.wrong} to ${short(event)}`);
      if (told.outcome === 'ok') counts.served += 1;
      else counts.refused += 1;
      // A dump costs more than the call: refusals are looked at in bunches, what was served begins anew.
      const look = told.outcome === 'ok' || n % 40 === 0 || n === each - 1;
      if (!look) continue;
      if (told.outcome !== 'ok' && refusedAlone(world.db.dump()) !== refusedAlone(before))
        broken.push(`${name}: a refusal changed something, near ${short(event)}`);
      world = worldOf(scene);
      before = world.db.dump();
    }
  }
  if (JSON.stringify(protoKeys()) !== protos) broken.push('a prototype was changed');
  counts.protocol = await protocol(upTo, broken);
  const grown = (process.memoryUsage().heapUsed - grownFrom) / 1e6;
  if (grown > MOST_GROWN_MB) broken.push(`the heap grew by ${Math.round(grown)} MB`);
  const floors =
    only === undefined && many === undefined
      ? { inputs: deep ? 1_000_000 : 30_000, functions: 150, refused: 15_000, protocol: 2_000 }
      : {};
  return { counts: { ...counts, broken: broken.length }, floors, broken };
};

/** The audit log tells of refusals, and rate limits count them: that is what they are for. */
const refusedAlone = (dump: string): string =>
  JSON.stringify(
    (JSON.parse(dump) as [string, unknown][]).filter(
      ([name]) => !['auditLogs', 'counters', 'jobs', 'rates'].includes(name),
    ),
  );

async function attack(
  world: ReturnType<typeof worldOf>,
  scene: Scene,
): Promise<{ outcome: string; wrong?: string }> {
  try {
    const reply = await play(world, scene);
    const outcome = outcomeOf(reply);
    if (outcome === 'INTERNAL' || outcome === '500')
      return { outcome, wrong: `INTERNAL (${String(world.logs.at(-1)?.['error']).slice(0, 200)})` };
    if (outcome !== 'ok' && INTERNALS.test(JSON.stringify(reply)))
      return { outcome, wrong: `internals in ${JSON.stringify(reply).slice(0, 200)}` };
    return { outcome };
  } catch (error) {
    return { outcome: 'thrown', wrong: `threw ${String(error).slice(0, 200)}` };
  }
}

const protoKeys = (): string[][] =>
  [Object.prototype, Array.prototype, String.prototype, Function.prototype].map((proto) =>
    Object.getOwnPropertyNames(proto),
  );
const short = (event: unknown): string => {
  try {
    return (JSON.stringify(event) ?? 'undefined').slice(0, 240);
  } catch {
    return 'something deep';
  }
};

/** The way in of a deployable that serves several calls: any event gets an answer. */
async function protocol(upTo: UpTo, broken: string[]): Promise<number> {
  const main = group({ ping: async () => ({ ok: true, data: {} }) });
  for (let n = 0; n < 2_000; n += 1) {
    const event = worse({ call: 'ping', TriggerName: 'ping', Type: 'Timer' }, upTo);
    try {
      const reply = await main(event, {});
      if (typeof reply !== 'object' || reply === null) broken.push(`group: ${String(reply)}`);
    } catch (error) {
      broken.push(`group threw ${String(error)} at ${short(event)}`);
    }
  }
  return 2_000;
}
