import { listStoreCoupons } from '#shared/contracts/hqCoupons';
import { storeNames } from '../campaigns/stores';
import { serve } from '../kit/serve';
import { templateRow } from './templateRow';

/** Coupons the shop has made itself, whatever became of them. */
export const main = serve(listStoreCoupons, async ({ storeId }, ctx) => {
  const [templates, names] = await Promise.all([
    ctx.db.find(
      'couponTemplates',
      { ownerStoreId: storeId },
      { sort: { createdAt: -1 }, limit: 100 },
    ),
    storeNames(ctx),
  ]);
  return { items: templates.map((template) => templateRow(template, names)) };
});
