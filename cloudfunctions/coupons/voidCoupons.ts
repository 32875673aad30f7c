import { voidCoupons } from '#shared/contracts/hqCoupons';
import { oneOf } from '../kit/conditions';
import type { Where } from '../kit/ports';
import { serve } from '../kit/serve';

const PAGE = 500;
const PAGES = 20;
/** What one page may need of the time left. */
const PAGE_MS = 2_000;

/** Takes unused coupons back. One an unpaid order holds stays: its shopper was promised the price. */
export const main = serve(voidCoupons, async ({ templateId, memberIds, reason }, ctx) => {
  if (!(await ctx.db.get('couponTemplates', templateId))) return ctx.refuse('NOT_FOUND');
  const where: Where = {
    templateId,
    status: 'unused',
    ...(memberIds ? { memberId: oneOf(memberIds) } : {}),
  };
  let voided = 0;
  let more = true;
  for (let page = 0; page < PAGES && more && ctx.left() > PAGE_MS; page += 1) {
    const coupons = await ctx.db.find('coupons', where, { limit: PAGE, only: ['_id'] });
    more = coupons.length === PAGE;
    if (coupons.length === 0) break;
    // Guarded one by one: one that is locked or used meanwhile stays as it is.
    voided += await ctx.db.updateWhere(
      'coupons',
      { _id: oneOf(coupons.map(({ _id }) => _id)), status: 'unused' },
      { set: { status: 'void', voided: { at: ctx.now, why: 'hq' } } },
    );
  }
  return ctx.write(async (tx) => {
    tx.audit({
      target: 'couponTemplates',
      targetId: templateId,
      storeId: null,
      before: null,
      after: { voided, members: memberIds?.length ?? 'all' },
      reason,
    });
    return { voided, more };
  });
});
