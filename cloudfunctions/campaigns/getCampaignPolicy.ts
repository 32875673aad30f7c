import { getCampaignPolicy } from '#shared/contracts/storeCampaigns';
import { serve } from '../kit/serve';
import { POLICY, policyIn } from './policy';

export const main = serve(getCampaignPolicy, async (_input, ctx) => {
  const doc = await ctx.db.get('settings', POLICY);
  return { ...policyIn(doc), version: doc?.version ?? 0 };
});
