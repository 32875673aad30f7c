import { runPlanPurchase } from '#shared/contracts/purchasing';
import { serve } from '../kit/serve';
import { planPurchases } from './plan';

/** The night's drafts at the push of a button. */
export const main = serve(runPlanPurchase, async (_input, ctx) => {
  const planned = await planPurchases(ctx);
  await ctx.write(async (tx) => {
    tx.audit({
      target: 'purchases',
      targetId: 'plan',
      storeId: null,
      before: null,
      after: { ...planned },
    });
  });
  return planned;
});
