import { pathToFileURL } from 'node:url';
import type { Collection, Docs } from '#shared/model/docs';
import { MINUTE_MS } from '#shared/domain/time';
import type { Platform } from '../../../cloudfunctions/kit/platform';
import type { Db } from '../../../cloudfunctions/kit/ports';
import { testWorld, type Caller, type TestWorld } from '../../../cloudfunctions/kit/testing';
import { specOf, specs } from './scene';
import type { Scene } from './shape';

/** Any function as the platform calls it. */
export interface AnyMain {
  on(platform: Platform): (event: unknown) => Promise<unknown>;
}

const loaded = new Map<string, AnyMain>();
/** Loads the functions' own code, once; afterwards `mainOf` has them. */
export async function loadMains(root = process.cwd()): Promise<void> {
  for (const { name, context } of specs) {
    if (loaded.has(name)) continue;
    const file = pathToFileURL(`${root}/cloudfunctions/${context}/${name}.ts`).href;
    // The arch tests make sure that every contract has its file with a `main`.
    loaded.set(name, ((await import(file)) as { main: AnyMain }).main);
  }
}
export const mainOf = (name: string): AnyMain => {
  const main = loaded.get(name);
  if (!main) throw new Error(`${name} is not loaded`);
  return main;
};

/** A wrong database port, for as long as a planted mistake is looked for; see `planted`. */
let planted: ((db: Db) => Db) | undefined;
export function plant(wrong: ((db: Db) => Db) | undefined): void {
  planted = wrong;
}

/** Not the seed of the tests: new ids must not meet the ones they made. */
const SEED = 7_919;

/** The world of a scene, as it was. */
export function worldOf(scene: Scene, point?: () => Promise<void>, seed = SEED): TestWorld {
  const world = testWorld({ now: scene.now, seed, ...(point && { point }) });
  const right = world.db.open;
  const wrong = planted;
  if (wrong) world.db.open = (call) => wrong(right(call));
  for (const [name, docs] of scene.db)
    // A dump of the same database: what lies in a collection is its kind of document.
    world.db.put(name as Collection, ...(docs as Docs[Collection][]));
  for (const [id, payment] of scene.payments) world.pay.payments.set(id, structuredClone(payment));
  for (const [id, refund] of scene.refunds) world.pay.refunds.set(id, structuredClone(refund));
  return world;
}

export const callerOf = (scene: Scene): Caller => ({ identity: scene.identity, id: '' });

/** Makes a scene's call in a world, by its caller unless told otherwise. */
export const play = (
  world: TestWorld,
  { call, event, identity }: Pick<Scene, 'call' | 'event' | 'identity'>,
): Promise<unknown> => {
  specOf(call);
  return mainOf(call).on(world.platformOf(identity))(event);
};

/** Timers that take up what died midway. Each runs for itself: one that fails does not stop the others. */
const SWEEPERS = ['timeoutOrders', 'settleAssetPayments', 'dispatchOutbox'] as const;

/** Lets the sweepers run, as the platform's clock would: soon, after the time limits, and an hour later. */
export async function sweep(world: TestWorld, more: readonly string[] = []): Promise<void> {
  for (const pause of [3 * MINUTE_MS, 20 * MINUTE_MS, 60 * MINUTE_MS]) {
    world.clock.advance(pause);
    for (const name of [...SWEEPERS, ...more])
      await mainOf(name).on(world.platformOf(world.as.timer().identity))({});
  }
}
