import { listCouponGrants } from '#shared/contracts/hqCoupons';
import { serve } from '../kit/serve';
import { grantViews } from './grantView';

export const main = serve(listCouponGrants, async ({ templateId, page, size }, ctx) => {
  const where = templateId === undefined ? {} : { templateId };
  const [grants, total] = await Promise.all([
    ctx.db.find('couponGrants', where, {
      sort: { createdAt: -1, _id: 1 },
      limit: size,
      skip: (page - 1) * size,
    }),
    ctx.db.count('couponGrants', where),
  ]);
  return { items: await grantViews(ctx, grants), total };
});
