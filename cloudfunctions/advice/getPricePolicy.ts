import { getPricePolicy } from '#shared/contracts/advice';
import { serve } from '../kit/serve';
import { PRICE_POLICY, pricePolicyIn } from './prices/policy';

export const main = serve(getPricePolicy, async (_input, ctx) => {
  const doc = await ctx.db.get('settings', PRICE_POLICY);
  return { ...pricePolicyIn(doc), version: doc?.version ?? 0 };
});
