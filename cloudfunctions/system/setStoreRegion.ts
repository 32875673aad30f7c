import { setStoreRegion } from '#shared/contracts/regions';
import { serve } from '../kit/serve';

/** Puts a shop into another region: from now on that region's manager reaches it and its campaigns hold. */
export const main = serve(setStoreRegion, async ({ storeId, regionId }, ctx) => {
  if (!(await ctx.db.get('regions', regionId))) return ctx.refuse('NO_REGION');
  return ctx.write(async (tx) => {
    const before = await tx.get('stores', storeId);
    if (!before) return ctx.refuse('NOT_FOUND');
    const after = { ...before, regionId, version: before.version + 1, updatedAt: ctx.now };
    await tx.set('stores', after);
    tx.audit({
      target: 'stores',
      targetId: storeId,
      storeId,
      before: { regionId: before.regionId },
      after: { regionId },
    });
    return { storeId, version: after.version };
  });
});
