import { getMoneyRules } from '#shared/contracts/hqMoney';
import { RULE_KEYS } from '#shared/domain/membership/rules';
import { serve } from '../kit/serve';
import { rulesFrom } from './rules';

/** HQ's rules as they are now, with their versions; read past the cache, because they are about to be edited. */
export const main = serve(getMoneyRules, async (_input, ctx) => {
  const settings = await ctx.db.getMany('settings', Object.values(RULE_KEYS));
  const versionOf = (key: string) => settings.find(({ _id }) => _id === key)?.version ?? 0;
  const { levels, points, wallet, card } = rulesFrom(settings);
  return {
    levels: levels.map((level) => ({ ...level, rights: [...level.rights] })),
    points,
    wallet: { ...wallet, plans: [...wallet.plans] },
    card: { ...card, rights: [...card.rights] },
    versions: {
      levels: versionOf(RULE_KEYS.levels),
      points: versionOf(RULE_KEYS.points),
      wallet: versionOf(RULE_KEYS.wallet),
      card: versionOf(RULE_KEYS.card),
    },
  };
});
