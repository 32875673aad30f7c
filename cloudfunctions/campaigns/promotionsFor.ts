import type { Promotion } from '#shared/domain/pricing/promotion';
import { holdsIn, type Place } from '#shared/domain/campaigns/place';
import type { CampaignDoc, PromoBudgetDoc } from '#shared/model/docs';
import { ask } from '../kit/ask';
import { gt } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';

/** How old a shelf's rules may be. Rules begin at the earliest so long after their publishing. */
export const FRESH_MS = 10_000;

/** A rule that shops apply now or will, with where its campaign holds. */
export interface LiveRule {
  readonly place: Place;
  readonly rule: Promotion;
}
interface Shop {
  readonly _id: string;
  readonly tags: readonly string[];
  readonly regionId: string;
}
type Reader = Pick<Ctx, 'cached' | 'db' | 'now'>;
interface How {
  readonly fresh?: boolean;
}

/**
 * Rules in force in a shop now, with what is left of their budgets. Evaluated centrally: there is no copy per
 * shop, every shop takes up a rule at the instant its own window begins. Shelves see it at most 10 s old;
 * `fresh` (checkout) reads anew, two reads at once, so a stopped campaign ends with the next quote.
 */
export const promotionsFor = async (ctx: Reader, shop: Shop, how: How = {}): Promise<Promotion[]> =>
  promotionsIn(await livePromotions(ctx, how), shop, ctx.now);

/** The rules of all shops: for who reads the shop itself in the same round. */
export const livePromotions = (
  ctx: Reader,
  { fresh = false }: How = {},
): Promise<readonly LiveRule[]> =>
  fresh ? loadLive(ctx) : ctx.cached('promotions', FRESH_MS, () => loadLive(ctx));

export const promotionsIn = (live: readonly LiveRule[], shop: Shop, now: number): Promotion[] =>
  live
    .filter(({ place, rule: { scope } }) => holdsIn(place, shop) && inWindow(scope, now))
    .map(({ rule }) => rule);

const inWindow = ({ from, until }: Promotion['scope'], now: number): boolean =>
  from <= now && now < until;

/** The reads behind the rules in force, for who gathers them with others; `liveRules` makes the rules of them. */
export const askLive = (now: number) => ({
  campaigns: ask('campaigns', { liveUntil: gt(now) }),
  budgets: ask('promoBudgets', { until: gt(now) }, { only: ['leftFen'] }),
});

async function loadLive({ db, now }: Pick<Ctx, 'db' | 'now'>): Promise<readonly LiveRule[]> {
  const { campaigns, budgets } = askLive(now);
  return liveRules(
    await Promise.all([
      readAll(db, 'campaigns', campaigns.where),
      readAll(db, 'promoBudgets', budgets.where, { only: ['leftFen'] }),
    ]),
  );
}

/** Rules of all live campaigns, the begun and the scheduled ones: some dozens in a large chain. */
export function liveRules([campaigns, budgets]: readonly [
  readonly CampaignDoc[],
  readonly PromoBudgetDoc[],
]): readonly LiveRule[] {
  const left = new Map(budgets.map(({ _id, leftFen }) => [_id, leftFen]));
  return campaigns
    .flatMap(({ prior, live }) => [prior, live].filter((plan) => plan !== null))
    .flatMap(({ place, rules }) =>
      rules.map((rule) => ({
        place,
        rule: { ...rule, budgetLeftFen: left.get(rule.id) ?? rule.budgetLeftFen },
      })),
    );
}
