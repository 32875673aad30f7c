import { runForecast } from '#shared/contracts/forecast';
import { addDays, businessDayOf } from '#shared/domain/time';
import { serve } from '../kit/serve';
import { runNight } from './forecast/run';
import { trainOn } from './forecast/training';

/** The night's work at the push of a button: forecasts anew, or trains first. `more`: push again to go on. */
export const main = serve(runForecast, async ({ train }, ctx) => {
  const day = addDays(businessDayOf(ctx.now), -1);
  const training = train ? await trainOn(ctx, day, { again: true }) : undefined;
  const night = training?.more
    ? { series: 0, more: true }
    : await runNight(ctx, day, { again: true });
  await ctx.write(async (tx) => {
    tx.audit({
      target: 'forecasts',
      targetId: day,
      storeId: null,
      before: null,
      after: { train, trained: training?.trained ?? false, series: night.series },
    });
  });
  return { series: night.series, trained: training?.trained ?? false, more: night.more };
});
