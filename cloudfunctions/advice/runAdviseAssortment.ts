import { runAdviseAssortment } from '#shared/contracts/advice';
import { serve } from '../kit/serve';
import { runShelfAdvice } from './shelf/run';

export const main = serve(runAdviseAssortment, async (_input, ctx) => {
  const { day, stores, lines } = await runShelfAdvice(ctx);
  await ctx.write(async (tx) => {
    tx.audit({
      target: 'assortment',
      targetId: day,
      storeId: null,
      before: null,
      after: { stores, lines },
    });
  });
  return { stores, lines };
});
