import { suggestTransfer } from '#shared/contracts/supply';
import { dayOf } from '#shared/domain/time';
import { serve } from '../kit/serve';
import { resultOf, runPlan } from './runPlan';

/** The nightly plan. Its id is the day, so overlapping or repeated timers leave one. */
export const main = serve(suggestTransfer, async (_input, ctx) => {
  const runId = `run_${dayOf(ctx.now)}`;
  const before = await ctx.db.get('suggestionRuns', runId);
  if (before) return resultOf(before);
  const { run, made } = await runPlan(ctx, runId);
  return resultOf(made ? run : ((await ctx.db.get('suggestionRuns', runId)) ?? run));
});
