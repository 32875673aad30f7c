import { saveCampaignPolicy } from '#shared/contracts/storeCampaigns';
import { serve } from '../kit/serve';
import { POLICY, policyIn } from './policy';

export const main = serve(saveCampaignPolicy, async ({ version, policy }, ctx) =>
  ctx.write(async (tx) => {
    const before = await tx.get('settings', POLICY);
    if ((before?.version ?? 0) !== version) return ctx.refuse('STALE');
    await tx.set('settings', { _id: POLICY, value: policy, version: version + 1 });
    const changed = { before: policyIn(before), after: policy };
    tx.audit({ target: 'settings', targetId: POLICY, storeId: null, ...changed });
    return { version: version + 1 };
  }),
);
