import { settleLevels } from '#shared/contracts/moneyTimers';
import { levelById, settleLevel } from '#shared/domain/membership/levels';
import { between } from '../kit/conditions';
import { serve } from '../kit/serve';
import { bookPoints, keepAssets } from './books';
import { sweepAll } from './nightly/pages';
import { moneyRules } from './rules';

/** Levels fall only here, when their year is over and what was earned in it does not carry them. */
export const main = serve(settleLevels, async (_input, ctx) => {
  const { levels } = await moneyRules(ctx);
  const ended = { levelUntil: between(1, ctx.now + 1) };
  return sweepAll(ctx, 'assets', ended, ({ _id: memberId }) =>
    ctx.write(async (tx) => {
      const before = await tx.get('assets', memberId);
      if (!before || before.levelUntil === 0 || before.levelUntil > ctx.now) return false;
      const after = settleLevel(before, levels, ctx.now);
      await keepAssets(tx, before, after, ctx.now);
      const name = (levelId: string) => levelById(levels, levelId, 0).name;
      const text =
        after.levelId === before.levelId
          ? `等级到期评定：保持${name(after.levelId)}`
          : `等级到期评定：${name(before.levelId)} → ${name(after.levelId)}`;
      await bookPoints(
        tx,
        `level:${memberId}:${before.levelUntil}`,
        { growth: after.growth - before.growth },
        { at: ctx.now, memberId, storeId: 'hq', text },
      );
      return true;
    }),
  );
});
