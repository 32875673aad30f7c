import {
  DEFAULT_RULES,
  RULE_KEYS,
  type CardPlan,
  type Level,
  type MoneyRules,
  type PointsTerms,
  type WalletTerms,
} from '#shared/domain/membership/rules';
import type { SettingDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';

/** How old the rules a call goes by may be. */
const FRESH_MS = 10_000;

/** HQ's rules of membership; what HQ never set is the chain's beginning. No read while warm. */
export const moneyRules = (ctx: Pick<Ctx, 'cached' | 'db'>): Promise<MoneyRules> =>
  ctx.cached('moneyRules', FRESH_MS, async () =>
    rulesFrom(await ctx.db.getMany('settings', Object.values(RULE_KEYS))),
  );

/** Settings are written by `saveLevels` and its like only, in these shapes, hence the casts. */
export function rulesFrom(settings: readonly SettingDoc[]): MoneyRules {
  const valueOf = (key: string): unknown => settings.find(({ _id }) => _id === key)?.value;
  return {
    levels: (valueOf(RULE_KEYS.levels) as Level[] | undefined) ?? DEFAULT_RULES.levels,
    // A rule saved by an older version lacks the newer fields.
    points: {
      ...DEFAULT_RULES.points,
      ...(valueOf(RULE_KEYS.points) as PointsTerms | undefined),
    },
    wallet: {
      ...DEFAULT_RULES.wallet,
      ...(valueOf(RULE_KEYS.wallet) as WalletTerms | undefined),
    },
    card: { ...DEFAULT_RULES.card, ...(valueOf(RULE_KEYS.card) as CardPlan | undefined) },
  };
}
