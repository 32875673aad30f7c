import { clawBack, expiryOf, lotOf, receivePoints } from '#shared/domain/membership/pointLots';
import type { Points } from '#shared/domain/membership/assets';
import type { MoneyRules } from '#shared/domain/membership/rules';
import type { PointAdjustmentDoc } from '#shared/model/docs';
import type { Ctx, WriteTx } from '../kit/ports';
import { assetsIn, bookPoints, keepAssets } from './books';

/** One person alone may move so many points; beyond it a second one decides. */
export const ALONE_AT_MOST = 1_000;

/** Books an adjustment in the caller's transaction; taken points beyond what is there become debt. */
export async function applyAdjustment(
  tx: WriteTx,
  { now }: Pick<Ctx, 'now'>,
  rules: MoneyRules,
  { _id, memberId, points: by, reason }: PointAdjustmentDoc,
): Promise<void> {
  const before = await assetsIn(tx, memberId, rules);
  const points = adjusted(before.points, by, expiryOf(now, rules.points.validMonths));
  await keepAssets(tx, before, { ...before, points }, now);
  await bookPoints(
    tx,
    `adjust:${_id}`,
    {
      active: points.active - before.points.active,
      debt: points.debt - before.points.debt,
    },
    { at: now, memberId, storeId: 'hq', text: `总部调整：${reason}` },
  );
}

const adjusted = (points: Points, by: number, expireAt: number): Points =>
  by > 0 ? receivePoints(points, [lotOf('hq', expireAt, by)]).points : clawBack(points, -by).points;
