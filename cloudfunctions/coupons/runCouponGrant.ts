import { runCouponGrant } from '#shared/contracts/hqCoupons';
import { serve } from '../kit/serve';
import { grantPage } from './grantPage';
import { grantViews } from './grantView';

/** What one page may need of the time left. */
const PAGE_MS = 4_000;
const PAGES = 25;

/** Goes on with a batch as far as the time of one call allows. */
export const main = serve(runCouponGrant, async ({ grantId }, ctx) => {
  let grant = await ctx.db.get('couponGrants', grantId);
  if (!grant) return ctx.refuse('NOT_FOUND');
  for (let page = 0; page < PAGES && grant.status === 'running' && ctx.left() > PAGE_MS; page += 1)
    grant = await grantPage(ctx, grant);
  const [view] = await grantViews(ctx, [grant]);
  return view ?? ctx.refuse('NOT_FOUND');
});
