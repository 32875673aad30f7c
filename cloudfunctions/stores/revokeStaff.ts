import { revokeStaff } from '#shared/contracts/stores';
import { serve } from '../kit/serve';
import { mayStaff, rolesAt } from './staffRights';

/** Takes effect with the person's next call: every call reads the record. */
export const main = serve(revokeStaff, async ({ storeId, staffId, reason }, ctx) =>
  ctx.write(async (tx) => {
    const before = await tx.get('staff', staffId);
    const revoked = rolesAt(before, storeId).length;
    if (!before || revoked === 0) return ctx.refuse('NOT_FOUND');
    mayStaff(ctx, storeId, before, []);
    const grants = before.grants.filter((g) => g.scope !== 'store' || g.scopeId !== storeId);
    // Without any right the person is gone, and the WeChat is free to be bound anew.
    const left = grants.length === 0;
    const change = { grants, ...(left ? { status: 'left' as const, openidIdx: null } : {}) };
    await tx.update('staff', staffId, { set: change });
    const after = { ...before, ...change };
    tx.audit({ target: 'staff', targetId: staffId, storeId, before, after, reason });
    return { revoked };
  }),
);
