import { getSupplyRules } from '#shared/contracts/forecast';
import { SUPPLY_RULES } from '#shared/domain/outlook';
import type { SupplyRules } from '#shared/domain/outlook';
import { serve } from '../kit/serve';
import { SUPPLY_RULES_KEY } from '../stock/outlooks';

export const main = serve(getSupplyRules, async (_input, ctx) => {
  const doc = await ctx.db.get('settings', SUPPLY_RULES_KEY);
  // Written by saveSupplyRules in this shape.
  const rules = { ...SUPPLY_RULES, ...(doc?.value as SupplyRules | undefined) };
  return { ...rules, version: doc?.version ?? 0 };
});
