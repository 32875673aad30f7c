import { sum } from '#shared/domain/money';
import type { Promotion } from '#shared/domain/pricing/promotion';
import type { PromoBudgetDoc, PromoDayDoc } from '#shared/model/docs';
import { oneOf } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';

export interface Given {
  orders: number;
  givenFen: number;
}
export interface Results {
  readonly days: readonly PromoDayDoc[];
  readonly budgets: ReadonlyMap<string, PromoBudgetDoc>;
}

/** What rules have given so far, and their budgets: two reads at once. */
export async function resultsOf(
  { db }: Pick<Ctx, 'db'>,
  rules: readonly Pick<Promotion, 'id'>[],
): Promise<Results> {
  const ids = [...new Set(rules.map(({ id }) => id))];
  if (ids.length === 0) return { days: [], budgets: new Map() };
  const [days, budgets] = await Promise.all([
    readAll(db, 'promoDays', { promotionId: oneOf(ids) }),
    byId(db, 'promoBudgets', ids),
  ]);
  return { days, budgets };
}

export const givenBy = (days: readonly PromoDayDoc[]): Given => ({
  orders: sum(days.map(({ orders }) => orders)),
  givenFen: sum(days.map(({ givenFen }) => givenFen)),
});

/** By shop, the one that gave most first. */
export function byStore(days: readonly PromoDayDoc[]): Map<string, Given> {
  const stores = new Map<string, Given>();
  for (const day of days)
    for (const [storeId, { orders, givenFen }] of Object.entries(day.stores)) {
      const before = stores.get(storeId) ?? { orders: 0, givenFen: 0 };
      stores.set(storeId, {
        orders: before.orders + orders,
        givenFen: before.givenFen + givenFen,
      });
    }
  return new Map([...stores].toSorted(([, a], [, b]) => b.givenFen - a.givenFen));
}

/** By business day, in their order. */
export function byDay(days: readonly PromoDayDoc[]): (Given & { day: string })[] {
  const names = [...new Set(days.map(({ day }) => day))].toSorted();
  return names.map((day) => ({ day, ...givenBy(days.filter((d) => d.day === day)) }));
}

export const budgetView = (budget: PromoBudgetDoc | undefined) =>
  budget
    ? { budgetFen: budget.budgetFen, leftFen: budget.leftFen, spentFen: budget.spentFen }
    : null;
