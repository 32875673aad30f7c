import { saveSupplyRules } from '#shared/contracts/forecast';
import { serve } from '../kit/serve';
import { SUPPLY_RULES_KEY } from '../stock/outlooks';

/** How sure shelves are to be full and how long help takes; the next check of the alerts goes by it. */
export const main = serve(saveSupplyRules, async ({ version, serviceLevel, leadDays }, ctx) =>
  ctx.write(async (tx) => {
    const before = await tx.get('settings', SUPPLY_RULES_KEY);
    if ((before?.version ?? 0) !== version) return ctx.refuse('STALE');
    const value = { serviceLevel, leadDays };
    await tx.set('settings', { _id: SUPPLY_RULES_KEY, value, version: version + 1 });
    tx.audit({
      target: 'settings',
      targetId: SUPPLY_RULES_KEY,
      storeId: null,
      before: before ? { value: before.value } : null,
      after: { value },
    });
    return { version: version + 1 };
  }),
);
