import { saveAfterSalesPolicy } from '#shared/contracts/afterSalesHq';
import { POLICY_KEY, policyFault } from '#shared/domain/aftersales/policy';
import { serve } from '../kit/serve';
import { policyIn } from './policies';

/** Puts a new version in force for orders placed from now on; earlier orders keep the version they carry. */
export const main = serve(saveAfterSalesPolicy, async ({ policy, version }, ctx) => {
  const fault = policyFault(policy);
  if (fault) return ctx.refuse('BAD_POLICY', { message: fault });
  return ctx.write(async (tx) => {
    const before = policyIn(await tx.get('settings', POLICY_KEY));
    if (before.version !== version) return ctx.refuse('STALE');
    const next = version + 1;
    await tx.set('settings', { _id: POLICY_KEY, value: policy, version: next });
    await tx.insert('settings', { _id: `${POLICY_KEY}:${next}`, value: policy, version: next });
    tx.audit({
      target: 'settings',
      targetId: POLICY_KEY,
      storeId: null,
      before: before.policy,
      after: policy,
    });
    return { version: next };
  });
});
