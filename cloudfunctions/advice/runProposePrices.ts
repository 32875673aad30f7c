import { runProposePrices } from '#shared/contracts/advice';
import { serve } from '../kit/serve';
import { runPrices } from './prices/run';

export const main = serve(runProposePrices, async (_input, ctx) => {
  const run = await runPrices(ctx);
  if (!run) return ctx.refuse('RUNNING');
  const { stores, proposals, applied } = run;
  await ctx.write(async (tx) => {
    tx.audit({
      target: 'priceProposals',
      targetId: run.day,
      storeId: null,
      before: null,
      after: { stores, proposals, applied },
    });
  });
  return { stores, proposals, applied };
});
