import { getMember } from '#shared/contracts/hqMoney';
import { serve } from '../kit/serve';
import { emptyAssets } from './books';
import { moneyRules } from './rules';
import { memberCard } from './views/assetView';
import { cardBackOf } from './views/cardBack';
import { storeNames } from './views/statement';
import { topUpView } from './views/topUpView';

/** One member for HQ: balances, top-ups with what each would give back, card years, requests that wait. */
export const main = serve(getMember, async ({ memberId }, ctx) => {
  const [rules, member, assets, topUps, sales, waiting] = await Promise.all([
    moneyRules(ctx),
    ctx.db.get('members', memberId),
    ctx.db.get('assets', memberId),
    ctx.db.find('topUps', { memberId }, { sort: { createdAt: -1 }, limit: 100 }),
    ctx.db.find('cardSales', { memberId }, { sort: { createdAt: -1 }, limit: 50 }),
    ctx.db.find('pointAdjustments', { memberId, state: 'waiting' }, { limit: 50 }),
  ]);
  if (!member) return ctx.refuse('NOT_FOUND');
  const names = await storeNames(
    ctx.db,
    topUps.map(({ storeId }) => storeId),
  );
  const back = cardBackOf(assets, sales, ctx.now);
  return {
    member: memberCard(member, assets ?? emptyAssets(memberId, rules), rules, ctx.now),
    createdAt: member.createdAt,
    topUps: topUps.map((topUp) =>
      topUpView(topUp, { member, assets, storeName: names.get(topUp.storeId) ?? '' }),
    ),
    cardYears: sales.map(({ _id, payFen, from, to, status, refundFen }) => ({
      saleId: _id,
      payFen,
      from,
      to,
      status,
      refundFen,
    })),
    cardBack: back && {
      unusedFen: back.unusedFen,
      savedFen: back.savedFen,
      refundFen: back.refundFen,
    },
    waiting: waiting.map(({ _id, points, reason, byName }) => ({
      adjustmentId: _id,
      points,
      reason,
      byName,
    })),
  };
});
