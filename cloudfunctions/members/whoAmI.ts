import { whoAmI } from '#shared/contracts/members';
import type { StaffDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';

export const main = serve(whoAmI, async (_input, ctx) => {
  if (ctx.me.kind !== 'shopper') return ctx.refuse('NOT_ALLOWED');
  const { id: memberId, openid } = ctx.me;
  const openidIdx = ctx.seal.index('openid', openid);
  const [member, [staff]] = await Promise.all([
    ctx.db.get('members', memberId),
    ctx.db.find('staff', { openidIdx, status: 'active' }, { limit: 1 }),
  ]);
  // The first visit makes the member: messages need the openid later. A twin's insert is as good.
  if (!member)
    await ctx.db.insert('members', {
      _id: memberId,
      openid: ctx.seal.seal({ collection: 'members', id: memberId, field: 'openid' }, openid),
      nickname: '',
      createdAt: ctx.now,
      lastStoreId: null,
    });
  return { memberId, staff: staff ? await workOf(ctx, staff) : null };
});

/** The shops somebody works in now, with the roles there. */
async function workOf(ctx: Ctx, staff: StaffDoc) {
  const grants = staff.grants.filter(
    (g) => g.scope === 'store' && g.from <= ctx.now && (g.to === null || ctx.now < g.to),
  );
  const ids = [...new Set(grants.map((g) => g.scopeId))];
  const shops = await byId(ctx.db, 'stores', ids);
  const stores = ids.flatMap((storeId) => {
    const shop = shops.get(storeId);
    const roles = grants.filter((g) => g.scopeId === storeId).map((g) => g.role);
    return shop ? [{ storeId, name: shop.name, roles }] : [];
  });
  return stores.length > 0 ? { staffId: staff._id, name: staff.name, stores } : null;
}
