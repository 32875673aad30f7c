import { listRegions } from '#shared/contracts/regions';
import { plainName } from '#shared/domain/regions';
import { oneOf } from '../kit/conditions';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';

/** The tree of regions with the shops the caller reaches; a region that only shops name is shown too. */
export const main = serve(listRegions, async (_input, ctx) => {
  const [docs, stores] = await Promise.all([
    readAll(ctx.db, 'regions', {}),
    readAll(ctx.db, 'stores', ctx.stores === 'all' ? {} : { _id: oneOf(ctx.stores) }, {
      only: ['regionId', 'district'],
    }),
  ]);
  const known = new Set(docs.map(({ _id }) => _id));
  const unnamed = [...new Set(stores.map(({ regionId }) => regionId))].filter(
    (id) => id !== '' && !known.has(id),
  );
  const shopsIn = (id: string): number => stores.filter(({ regionId }) => regionId === id).length;
  return {
    items: [
      ...docs
        .toSorted((a, b) => a.sort - b.sort || (a._id < b._id ? -1 : 1))
        .map(({ _id, name, parentId, kind, sort, version }) => ({
          regionId: _id,
          name,
          parentId,
          kind,
          sort,
          version,
          stores: shopsIn(_id),
        })),
      ...unnamed.map((regionId) => ({
        regionId,
        name: plainName(regionId),
        parentId: null,
        kind: 'city' as const,
        sort: 999,
        version: 0,
        stores: shopsIn(regionId),
      })),
    ],
    shops: stores.map(({ _id, regionId, district }) => ({ storeId: _id, regionId, district })),
  };
});
