import { expireCoupons } from '#shared/contracts/hqCoupons';
import { lt, oneOf } from '../kit/conditions';
import { serve } from '../kit/serve';
import { grantPage } from './grantPage';

const PAGE = 500;
/** Time kept for what is still to do. */
const PAGE_MS = 3_000;

/**
 * Every night: unused coupons past their day leave the pockets' lists (they could not be used before either:
 * that goes by the clock), and batches nobody finished go on. Runs may overlap, die or be late.
 */
export const main = serve(expireCoupons, async (_input, ctx) => {
  let expired = 0;
  let more = true;
  while (more && ctx.left() > PAGE_MS) {
    const coupons = await ctx.db.find(
      'coupons',
      { status: 'unused', validTo: lt(ctx.now) },
      { sort: { validTo: 1 }, limit: PAGE, only: ['_id'] },
    );
    more = coupons.length === PAGE;
    if (coupons.length === 0) break;
    expired += await ctx.db.updateWhere(
      'coupons',
      { _id: oneOf(coupons.map(({ _id }) => _id)), status: 'unused', validTo: lt(ctx.now) },
      { set: { status: 'void', voided: { at: ctx.now, why: 'expired' } } },
    );
  }
  let grants = 0;
  const running = await ctx.db.find('couponGrants', { status: 'running' }, { limit: 20 });
  for (const batch of running) {
    let grant = batch;
    while (grant.status === 'running' && ctx.left() > PAGE_MS) grant = await grantPage(ctx, grant);
    grants += Number(grant.status !== 'running');
  }
  return { expired, grants, more: more || grants < running.length };
});
