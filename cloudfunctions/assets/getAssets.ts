import { getAssets } from '#shared/contracts/assets';
import { extendCard } from '#shared/domain/membership/card';
import { sorted } from '#shared/domain/membership/levels';
import { roomFor } from '#shared/domain/membership/topUp';
import { cardRightsText, levelRights, pointsText } from '#shared/domain/membership/words';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { emptyAssets } from './books';
import { moneyRules } from './rules';
import { cardView, plansView, pointsView, standingOf, walletView } from './views/assetView';

/** Everything the shopper owns, and what it can become: one round of reads. */
export const main = serve(getAssets, async (_input, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const [rules, found, member] = await Promise.all([
    moneyRules(ctx),
    ctx.db.get('assets', memberId),
    ctx.db.get('members', memberId),
  ]);
  const assets = found ?? emptyAssets(memberId, rules);
  const { capFen, minFen, maxFen } = rules.wallet;
  return {
    memberId,
    nickname: member?.nickname ?? '',
    phone: member?.phoneMasked ?? null,
    wallet: {
      ...walletView(assets),
      roomFen: roomFor(assets, rules.wallet),
      capFen,
      minFen,
      maxFen,
      plans: plansView(assets, rules),
    },
    points: { ...pointsView(assets, rules, ctx.now), rule: pointsText(rules.points) },
    level: {
      ...standingOf(assets, rules.levels),
      all: sorted(rules.levels).map((level) => ({
        levelId: level.levelId,
        name: level.name,
        growthMin: level.growthMin,
        rights: levelRights(level),
      })),
    },
    card: {
      ...cardView(assets, rules, ctx.now),
      priceFen: rules.card.priceFen,
      rights: cardRightsText(rules.card),
      nextTo: extendCard(assets.card, ctx.now).to,
    },
  };
});
