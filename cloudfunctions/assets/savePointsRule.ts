import { savePointsRule } from '#shared/contracts/hqMoney';
import { serve } from '../kit/serve';
import { saveRule } from './saveRule';

export const main = serve(savePointsRule, async ({ points, version }, ctx) =>
  saveRule(ctx, 'points', points, version),
);
