import { whoAmI } from '#shared/contracts/members';
import type { StaffDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { newMember } from './newMember';

export const main = serve(whoAmI, async (_input, ctx) => {
  const me = shopperOf(ctx);
  const openidIdx = ctx.seal.index('openid', me.openid);
  const [member, [staff]] = await Promise.all([
    ctx.db.get('members', me.id),
    ctx.db.find('staff', { openidIdx, status: 'active' }, { limit: 1 }),
  ]);
  // A twin's insert is as good.
  if (!member) await ctx.db.insert('members', newMember(ctx, me));
  return { memberId: me.id, staff: staff ? await workOf(ctx, staff) : null };
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
