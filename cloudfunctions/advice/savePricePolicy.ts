import { savePricePolicy } from '#shared/contracts/advice';
import { serve } from '../kit/serve';
import { PRICE_POLICY, pricePolicyIn } from './prices/policy';

export const main = serve(savePricePolicy, async ({ version, policy }, ctx) =>
  ctx.write(async (tx) => {
    const before = await tx.get('settings', PRICE_POLICY);
    if ((before?.version ?? 0) !== version) return ctx.refuse('STALE');
    await tx.set('settings', { _id: PRICE_POLICY, value: policy, version: version + 1 });
    const changed = { before: pricePolicyIn(before), after: policy };
    tx.audit({ target: 'settings', targetId: PRICE_POLICY, storeId: null, ...changed });
    return { version: version + 1 };
  }),
);
