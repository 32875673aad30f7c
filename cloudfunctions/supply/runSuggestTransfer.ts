import { runSuggestTransfer } from '#shared/contracts/supply';
import { serve } from '../kit/serve';
import { resultOf, runPlan } from './runPlan';

/** The same plan at the push of a button; the run of the night is closed by it. */
export const main = serve(runSuggestTransfer, async (_input, ctx) => {
  const runId = ctx.newId('run');
  const { run } = await runPlan(ctx, runId);
  await ctx.write(async (tx) => {
    const { lines, ...result } = resultOf(run);
    tx.audit({
      target: 'suggestionRuns',
      targetId: runId,
      storeId: null,
      before: null,
      after: { ...result, lines },
    });
  });
  return resultOf(run);
});
