import { withGrowth } from '#shared/domain/membership/levels';
import { dayOf } from '#shared/domain/time';
import type { Ctx, Tx } from '../kit/ports';
import { assetsIn, bookPoints, keepAssets } from './books';
import { moneyRules } from './rules';

const WHAT = {
  review: { text: '评价商品', counter: 'reviews' },
  share: { text: '分享', counter: 'shares' },
} as const;

/**
 * Growth for a review or a share, in the caller's transaction: once for each `refId`, and no more of them a
 * day than HQ's rule allows. Returns the growth given, 0 when there was none to give.
 */
export async function addGrowth(
  tx: Pick<Tx, 'get' | 'insert' | 'set'>,
  ctx: Pick<Ctx, 'now' | 'cached' | 'db'>,
  about: { memberId: string; storeId: string; kind: keyof typeof WHAT; refId: string },
): Promise<number> {
  const { memberId, storeId, kind, refId } = about;
  const rules = await moneyRules(ctx);
  const { text, counter } = WHAT[kind];
  const { reviewGrowth, shareGrowth, reviewsADay, sharesADay } = rules.points;
  const [growth, atMost] =
    kind === 'review' ? [reviewGrowth, reviewsADay] : [shareGrowth, sharesADay];
  const id = `${kind}:${refId}`;
  if (growth === 0 || (await tx.get('pointEntries', id))) return 0;
  const before = await assetsIn(tx, memberId, rules);
  const day = dayOf(ctx.now);
  const today = before.rewarded.day === day ? before.rewarded : { day, reviews: 0, shares: 0 };
  if (today[counter] >= atMost) return 0;
  const by = { delta: growth, earnedAt: ctx.now, now: ctx.now };
  const after = {
    ...withGrowth(before, rules.levels, by),
    rewarded: { ...today, [counter]: today[counter] + 1 },
  };
  await keepAssets(tx, before, after, ctx.now);
  await bookPoints(tx, id, { growth }, { at: ctx.now, memberId, storeId, text });
  return growth;
}
