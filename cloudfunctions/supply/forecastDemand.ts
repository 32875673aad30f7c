import { forecastDemand } from '#shared/contracts/forecast';
import { addDays, businessDayOf, hourOf } from '#shared/domain/time';
import { serve } from '../kit/serve';
import { runNight } from './forecast/run';

/** Forecasts are made at night: later the day's closing is no longer waited for. */
const WAIT_UNTIL_HOUR = 6;

/**
 * What every shop will need for seven days, block of shops after block. The cursor names the day, the model and the
 * last shop: a run that was cut short is gone on with, one that was done is not done again.
 */
export const main = serve(forecastDemand, async (_input, ctx) => {
  const day = addDays(businessDayOf(ctx.now), -1);
  const closing = await ctx.db.get('jobs', 'closeDay');
  // Yesterday is still being booked.
  const early =
    closing !== undefined && closing.cursor !== day && hourOf(ctx.now) < WAIT_UNTIL_HOUR;
  const none = { stores: 0, series: 0, checked: 0, msPerSeries: 0 };
  if (early) return { day, ...none, more: true };
  return { day, ...(await runNight(ctx, day, { again: false })) };
});
