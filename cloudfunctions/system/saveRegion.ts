import { saveRegion } from '#shared/contracts/regions';
import { mayHang } from '#shared/domain/regions';
import type { RegionDoc } from '#shared/model/docs';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';

/**
 * Names a region and says what it belongs to. The tree is judged as it is read; of two people who hang two
 * regions under each other at once, the paths end at the circle and the next save mends it.
 */
export const main = serve(saveRegion, async (input, ctx) => {
  const { regionId, name, parentId, kind } = input;
  const all = await readAll(ctx.db, 'regions', {});
  const tree = all.map(({ _id, ...rest }) => ({ ...rest, regionId: _id }));
  if (!mayHang(tree, regionId ?? null, parentId)) return ctx.refuse('BAD_PARENT');
  const newId = ctx.newId('rg');
  return ctx.write(async (tx) => {
    const id = regionId ?? newId;
    const before = await tx.get('regions', id);
    // A region only shops know (version 0) gets its document now.
    if ((before?.version ?? 0) !== (regionId === undefined ? 0 : (input.version ?? 0)))
      return ctx.refuse('STALE');
    const after: RegionDoc = {
      _id: id,
      name,
      parentId,
      kind,
      sort: before?.sort ?? all.length,
      version: (before?.version ?? 0) + 1,
      updatedAt: ctx.now,
    };
    await tx.set('regions', after);
    tx.audit({ target: 'regions', targetId: id, storeId: null, before: before ?? null, after });
    return { regionId: id, version: after.version };
  });
});
