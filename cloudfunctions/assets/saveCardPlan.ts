import { saveCardPlan } from '#shared/contracts/hqMoney';
import { serve } from '../kit/serve';
import { saveRule } from './saveRule';

export const main = serve(saveCardPlan, async ({ card, version }, ctx) =>
  saveRule(ctx, 'card', card, version),
);
