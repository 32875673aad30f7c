import { expirePoints } from '#shared/contracts/moneyTimers';
import { expireLots } from '#shared/domain/membership/pointLots';
import { heldPoints } from '#shared/domain/membership/rights';
import { lt } from '../kit/conditions';
import { serve } from '../kit/serve';
import { bookPoints, keepAssets } from './books';
import { sweepAll } from './nightly/pages';

/** Points whose last day has passed are gone, first in first out; what an unpaid order holds stays with it. */
export const main = serve(expirePoints, async (_input, ctx) =>
  sweepAll(ctx, 'assets', { 'points.lots.expireAt': lt(ctx.now) }, ({ _id: memberId }) =>
    ctx.write(async (tx) => {
      const before = await tx.get('assets', memberId);
      if (!before) return false;
      const { points, expired } = expireLots(before.points, heldPoints(before), ctx.now);
      if (expired.length === 0) return false;
      await keepAssets(tx, before, { ...before, points }, ctx.now);
      // One row a shop: whose points they were stays known.
      for (const { key, storeId, qty } of expired)
        await bookPoints(
          tx,
          `expire:${memberId}:${before.version}:${key}`,
          { active: -qty },
          { at: ctx.now, memberId, storeId, text: '积分过期' },
        );
      return true;
    }),
  ),
);
