import { memberRights, type MemberRights } from '#shared/domain/membership/rights';
import type { MoneyRules } from '#shared/domain/membership/rules';
import type { AssetDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { moneyRules } from './rules';

/**
 * What a member may claim at a checkout now: one read, the rules come from the cache. Points are those not yet
 * expired, so a hold of at most `rights.points.spendable` never takes dead ones.
 */
export async function rightsOf(
  ctx: Pick<Ctx, 'cached' | 'db' | 'now'>,
  memberId: string,
): Promise<{ rights: MemberRights; rules: MoneyRules; assets: AssetDoc | undefined }> {
  const [rules, assets] = await Promise.all([moneyRules(ctx), ctx.db.get('assets', memberId)]);
  return { rights: memberRights(assets, rules, ctx.now), rules, assets };
}
