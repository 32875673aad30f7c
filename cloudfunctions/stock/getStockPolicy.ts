import { getStockPolicy } from '#shared/contracts/stock';
import { serve } from '../kit/serve';
import { STOCK_POLICY, stockPolicy } from './stockPolicy';

export const main = serve(getStockPolicy, async (_input, ctx) => {
  const [policy, kept] = await Promise.all([
    stockPolicy(ctx),
    ctx.db.get('settings', STOCK_POLICY),
  ]);
  return { ...policy, version: kept?.version ?? 0 };
});
