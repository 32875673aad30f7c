import { saveLevels } from '#shared/contracts/hqMoney';
import { serve } from '../kit/serve';
import { saveRule } from './saveRule';

/** Levels by growth; the first one begins at 0 and everybody has it. */
export const main = serve(saveLevels, async ({ levels, version }, ctx) => {
  const sorted = levels.toSorted((a, b) => a.growthMin - b.growthMin);
  const distinct = (values: readonly (string | number)[]) => new Set(values).size === values.length;
  const sound =
    sorted[0]?.growthMin === 0 &&
    distinct(levels.map(({ levelId }) => levelId)) &&
    distinct(levels.map(({ growthMin }) => growthMin));
  if (!sound) return ctx.refuse('BAD_LEVELS');
  return saveRule(ctx, 'levels', sorted, version);
});
