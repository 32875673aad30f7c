import { HOUR_MS } from '#shared/domain/time';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';

const MINUTE = HOUR_MS / 60;

/** Shops as campaigns look at them: name, tags, region, state; a minute old at most. */
export const storesOf = (ctx: Pick<Ctx, 'cached' | 'db'>) =>
  ctx.cached('campaignStores', MINUTE, async () => {
    const only = ['name', 'tags', 'regionId', 'status'];
    const stores = await readAll(ctx.db, 'stores', {}, { only });
    return new Map(stores.map((store) => [store._id, store]));
  });

export async function storeNames(ctx: Pick<Ctx, 'cached' | 'db'>): Promise<Map<string, string>> {
  return new Map([...(await storesOf(ctx))].map(([id, { name }]) => [id, name]));
}
