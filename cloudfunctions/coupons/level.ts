import { sorted } from '#shared/domain/membership/levels';
import { moneyRules } from '../assets/rules';
import type { Ctx } from '../kit/ports';

/** A member's level where somebody asks for it; no read where a coupon is for everybody. */
export async function levelOf(
  ctx: Pick<Ctx, 'cached' | 'db'>,
  memberId: string,
  asked: boolean,
): Promise<string> {
  if (!asked) return '';
  const [assets, rules] = await Promise.all([ctx.db.get('assets', memberId), moneyRules(ctx)]);
  return assets?.levelId ?? sorted(rules.levels)[0]?.levelId ?? '';
}
