import { setDeliveryArea } from '#shared/contracts/stores';
import { inRing, soundRing, type Ring } from '#shared/domain/delivery';
import { serve } from '../kit/serve';
import { changeStore } from './changeStore';

export const main = serve(setDeliveryArea, async (input, ctx) => {
  const { area } = input;
  if (area.polygon && !soundArea(area.polygon)) return ctx.refuse('BAD_SHAPE');
  const climbing = area.tiers.every(
    (tier, i) => i === 0 || tier.uptoM > (area.tiers[i - 1]?.uptoM ?? 0),
  );
  if (!climbing)
    return ctx.refuse('BAD_INPUT', { message: '配送费阶梯的距离要从近到远排列，且不重复' });

  return changeStore(ctx, input, () => ({ area }));
});

/** Every ring sound, every hole begun inside the outline. */
function soundArea(rings: readonly Ring[]): boolean {
  const [outline, ...holes] = rings;
  return (
    outline !== undefined &&
    rings.every(soundRing) &&
    holes.every((hole) => hole.every(([lng, lat]) => inRing(outline, { lng, lat })))
  );
}
