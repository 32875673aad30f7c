import { proposePrices } from '#shared/contracts/advice';
import { dayOf } from '#shared/domain/time';
import { serve } from '../kit/serve';
import { runPrices } from './prices/run';

/** The nightly look at all prices; what does not fit into one call is left to the next run. */
export const main = serve(proposePrices, async (_input, ctx) => {
  const run = await runPrices(ctx);
  return run ?? { day: dayOf(ctx.now), stores: 0, proposals: 0, applied: 0, more: true };
});
