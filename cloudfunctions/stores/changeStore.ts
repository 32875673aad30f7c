import type { StoreDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';

/**
 * Changes a shop somebody has looked at: refuses when it was changed since, counts its version up, leaves
 * the audit row. `decide` sees the shop as it is now and may refuse.
 */
export function changeStore(
  ctx: Ctx<'STALE'>,
  { storeId, version }: { storeId: string; version: number },
  decide: (store: StoreDoc) => Partial<StoreDoc>,
  reason = '',
): Promise<{ storeId: string; version: number }> {
  return ctx.write(async (tx) => {
    const before = await tx.get('stores', storeId);
    if (!before) return ctx.refuse('NOT_FOUND');
    if (before.version !== version) return ctx.refuse('STALE');
    const change = { ...decide(before), version: version + 1, updatedAt: ctx.now };
    const after: StoreDoc = { ...before, ...change };
    await tx.update('stores', storeId, { set: change });
    tx.audit({ target: 'stores', targetId: storeId, storeId, before, after, reason });
    return { storeId, version: after.version };
  });
}
