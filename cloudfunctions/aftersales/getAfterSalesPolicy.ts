import { getAfterSalesPolicy } from '#shared/contracts/afterSalesHq';
import { POLICY_KEY } from '#shared/domain/aftersales/policy';
import { serve } from '../kit/serve';
import { policyIn } from './policies';

/** Read past the cache, because it is about to be edited. */
export const main = serve(getAfterSalesPolicy, async (_input, ctx) => {
  const { policy, version } = policyIn(await ctx.db.get('settings', POLICY_KEY));
  const { auto, categories } = policy;
  return {
    policy: {
      ...policy,
      categories: [...categories],
      auto: { ...auto, reasons: [...auto.reasons] },
    },
    version,
  };
});
