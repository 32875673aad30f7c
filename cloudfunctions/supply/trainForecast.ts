import { trainForecast } from '#shared/contracts/forecast';
import { addDays, businessDayOf } from '#shared/domain/time';
import { serve } from '../kit/serve';
import { endLease, takeLease } from '../stock/lease';
import { trainOn } from './forecast/training';

const JOB = 'trainForecast';

/** Learns the chain's model anew once a week, in as many runs as it takes. Two runs at once would only do the same. */
export const main = serve(trainForecast, async (_input, ctx) => {
  const day = addDays(businessDayOf(ctx.now), -1);
  const lease = await takeLease(ctx, JOB);
  if (!lease) return { until: day, trees: 0, of: 0, rows: 0, trained: false, more: true };
  const result = await trainOn(ctx, day, { again: false });
  await endLease(ctx, JOB, '', JSON.stringify(result));
  return result;
});
