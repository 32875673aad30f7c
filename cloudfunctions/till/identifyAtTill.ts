import { identifyAtTill } from '#shared/contracts/counter';
import { memberRights } from '#shared/domain/membership/rights';
import { readMemberCode } from '../assets/code';
import { moneyRules } from '../assets/rules';
import { gte } from '../kit/conditions';
import { serve } from '../kit/serve';
import { memberToken } from './memberToken';

/**
 * Who stands at the counter. The code on their phone names them and lets them spend; a number that was told
 * only lets them earn, and tells the cashier nothing of what they own.
 */
export const main = serve(identifyAtTill, async ({ storeId, code, phone }, ctx) => {
  const memberId = code === undefined ? await byPhone(phone ?? '') : byCode(code);
  const [member, assets, rules, coupons] = await Promise.all([
    ctx.db.get('members', memberId),
    ctx.db.get('assets', memberId),
    moneyRules(ctx),
    code === undefined
      ? 0
      : ctx.db.count('coupons', { memberId, status: 'unused', validTo: gte(ctx.now) }),
  ]);
  const { levelName, card, wallet, points } = memberRights(assets, rules, ctx.now);
  const own = { walletFen: wallet.principalFen + wallet.bonusFen, points: points.spendable };
  return {
    token: memberToken(ctx, storeId, memberId, code === undefined ? 'p' : 'c'),
    nickname: member?.nickname ?? '',
    phoneMasked: member?.phoneMasked ?? '',
    levelName,
    card: card !== null,
    own: code === undefined ? null : { ...own, coupons },
  };

  function byCode(text: string): string {
    const named = readMemberCode(ctx, text);
    return typeof named === 'string' ? ctx.refuse(named) : named.memberId;
  }

  async function byPhone(number: string): Promise<string> {
    const phoneIdx = ctx.seal.index('phone', number);
    const [found] = number === '' ? [] : await ctx.db.find('members', { phoneIdx }, { limit: 1 });
    return found?._id ?? ctx.refuse('NO_MEMBER');
  }
});
