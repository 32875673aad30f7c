import { listStoreNames } from '#shared/contracts/insights';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';

/** The shops the caller reaches, for pickers and maps. */
export const main = serve(listStoreNames, async (_input, ctx) => {
  const stores = await readAll(ctx.db, 'stores', ctx.within(undefined, '_id'), {
    only: ['name', 'status', 'loc', 'code', 'regionId', 'tags'],
  });
  return {
    items: stores
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .map(({ _id, name, status, regionId, tags, loc }) => ({
        storeId: _id,
        name,
        status,
        regionId,
        tags,
        lng: loc.coordinates[0],
        lat: loc.coordinates[1],
      })),
  };
});
