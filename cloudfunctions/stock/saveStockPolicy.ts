import { saveStockPolicy } from '#shared/contracts/stock';
import { serve } from '../kit/serve';
import { STOCK_POLICY } from './stockPolicy';

export const main = serve(saveStockPolicy, async ({ version, secondPersonFen }, ctx) =>
  ctx.write(async (tx) => {
    const before = await tx.get('settings', STOCK_POLICY);
    if ((before?.version ?? 0) !== version) return ctx.refuse('STALE');
    const value = { secondPersonFen };
    await tx.set('settings', { _id: STOCK_POLICY, value, version: version + 1 });
    tx.audit({
      target: 'settings',
      targetId: STOCK_POLICY,
      storeId: null,
      before: (before?.value as object | undefined) ?? null,
      after: value,
    });
    return { version: version + 1 };
  }),
);
