import { identifyMember } from '#shared/contracts/assetsDesk';
import { roomFor } from '#shared/domain/membership/topUp';
import { serve } from '../kit/serve';
import { emptyAssets } from './books';
import { readMemberCode } from './code';
import { moneyRules } from './rules';
import { memberCard, plansView } from './views/assetView';

/** Who stands at the till: rights and balances of the member whose code was scanned. Changes nothing. */
export const main = serve(identifyMember, async ({ code }, ctx) => {
  const named = readMemberCode(ctx, code);
  if (typeof named === 'string') return ctx.refuse(named);
  const { memberId } = named;
  const [rules, found, member] = await Promise.all([
    moneyRules(ctx),
    ctx.db.get('assets', memberId),
    ctx.db.get('members', memberId),
  ]);
  const assets = found ?? emptyAssets(memberId, rules);
  return {
    member: memberCard(member, assets, rules, ctx.now),
    plans: plansView(assets, rules),
    roomFen: roomFor(assets, rules.wallet),
  };
});
