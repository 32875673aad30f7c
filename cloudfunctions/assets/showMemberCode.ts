import { showMemberCode } from '#shared/contracts/assets';
import { cardHolds } from '#shared/domain/membership/rights';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { emptyAssets } from './books';
import { memberCode } from './code';
import { moneyRules } from './rules';
import { customerName, levelName } from './views/assetView';

/** The member's code for this minute, for the till to scan. */
export const main = serve(showMemberCode, async (_input, ctx) => {
  const { id } = shopperOf(ctx);
  const [rules, found, member] = await Promise.all([
    moneyRules(ctx),
    ctx.db.get('assets', id),
    ctx.db.get('members', id),
  ]);
  const assets = found ?? emptyAssets(id, rules);
  return {
    ...memberCode(ctx, id),
    nickname: customerName(member),
    levelName: levelName(rules.levels, assets),
    card: cardHolds(assets.card, ctx.now),
  };
});
