import cloudbase from '@cloudbase/node-sdk';
import { dataKeys } from '../../cloudfunctions/kit/config';
import { createSeal } from '../../cloudfunctions/kit/seal';
import type { World } from '../../local/index';
import { makeWorld, type Size, type WorldDocs } from '../seed/world';
import type { Keys } from './keys';
import { makeLiveOrders } from './live-orders';

/** Documents a call of `add` carries at most. */
const BATCH = 500;

/** The seal of a world, for scripts that write personal texts. */
export const sealOf = (keys: Keys) => createSeal(dataKeys(keys));

/** The real SDK, pointed at a local world. The variables stay set: this process serves one world. */
export function sdkOf(local: World) {
  Object.assign(process.env, local.sdkEnv);
  return cloudbase.init({ env: local.envId }).database();
}

export type Database = ReturnType<typeof sdkOf>;

/** Writes many new documents through the SDK. */
export async function load(database: Database, docs: WorldDocs): Promise<number> {
  let written = 0;
  for (const [collection, rows] of Object.entries(docs))
    for (let from = 0; from < rows.length; from += BATCH) {
      const batch = rows.slice(from, from + BATCH);
      const answer = await database.collection(collection).add(batch);
      if ('code' in answer && answer.code) throw new Error(`${collection}: ${String(answer.code)}`);
      written += batch.length;
    }
  return written;
}

interface SeedOptions {
  readonly size: Size;
  readonly at?: number;
  readonly liveOrders?: boolean;
}

/** Fills an empty world; returns how many documents were written (0: it was filled before). */
export async function seedWorld(local: World, keys: Keys, options: SeedOptions): Promise<number> {
  const filled = local.admin.describe().some((c) => c.name === 'staff' && c.count > 0);
  if (filled) return 0;
  if (options.at !== undefined) local.clock.set(options.at);
  const docs = makeWorld({ size: options.size, now: local.clock.now(), seal: sealOf(keys) });
  const written = await load(sdkOf(local), docs);
  if (options.liveOrders ?? options.size === 'demo')
    await makeLiveOrders(local).catch((error: unknown) => {
      // The chain is usable without them; whoever works on a function should see why they are missing.
      console.error(`✗ no demo orders: ${error instanceof Error ? error.message : String(error)}`);
    });
  return written;
}
