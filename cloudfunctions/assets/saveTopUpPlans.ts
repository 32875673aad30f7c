import { saveTopUpPlans } from '#shared/contracts/hqMoney';
import { serve } from '../kit/serve';
import { saveRule } from './saveRule';

/** Plans and limits of stored value; no plan may be larger than a card may hold. */
export const main = serve(saveTopUpPlans, async ({ wallet, version }, ctx) => {
  const over = wallet.plans.some(({ payFen, bonusFen }) => payFen + bonusFen > wallet.capFen);
  if (over || wallet.maxFen > wallet.capFen) return ctx.refuse('OVER_CAP');
  return saveRule(ctx, 'wallet', wallet, version);
});
