import { addDays, dayOf, minuteOf, weekdayOf } from '../time';
import type { GoodsScope, Scope } from './promotion';
import type { WhyCode } from './result';
import type { CartLine, PriceWorld } from './types';

export const ALL_GOODS: GoodsScope = {
  categoryIds: [],
  skuIds: [],
  exceptCategoryIds: [],
  exceptSkuIds: [],
};

const meets = (a: readonly string[], b: readonly string[]): boolean => a.some((x) => b.includes(x));

type Goods = Pick<CartLine, 'skuId' | 'categoryIds'>;

export function coversGoods(scope: GoodsScope, { skuId, categoryIds }: Goods): boolean {
  if (scope.exceptSkuIds.includes(skuId) || meets(scope.exceptCategoryIds, categoryIds))
    return false;
  const anything = scope.categoryIds.length === 0 && scope.skuIds.length === 0;
  return anything || scope.skuIds.includes(skuId) || meets(scope.categoryIds, categoryIds);
}

type Where = Pick<PriceWorld, 'storeId' | 'storeTags' | 'regionPath'>;

export const coversStore = (scope: Scope, { storeId, storeTags, regionPath }: Where): boolean =>
  (scope.storeIds.length === 0 && scope.storeTags.length === 0 && scope.regionIds.length === 0) ||
  scope.storeIds.includes(storeId) ||
  meets(scope.storeTags, storeTags) ||
  meets(scope.regionIds, regionPath);

/** Within the daily hours and weekdays; the night part of a span belongs to the day it began on. */
function inHours({ hours, weekdays }: Scope, now: number): boolean {
  if (hours.length === 0 && weekdays.length === 0) return true;
  const allows = (day: string) => weekdays.length === 0 || weekdays.includes(weekdayOf(day));
  const today = dayOf(now);
  if (hours.length === 0) return allows(today);
  const minute = minuteOf(now);
  const yesterday = addDays(today, -1);
  return hours.some(
    ({ start, end }) =>
      (start <= minute && minute < end && allows(today)) ||
      (minute + 1440 < end && start <= minute + 1440 && allows(yesterday)),
  );
}

/** Why a rule does not hold in this world at all; null when it does. */
export function whyNotHere(scope: Scope, world: PriceWorld): WhyCode | null {
  if (world.now < scope.from) return 'NOT_STARTED';
  if (world.now >= scope.until) return 'ENDED';
  if (!coversStore(scope, world)) return 'NOT_THIS_STORE';
  const { member } = world;
  if (scope.levelIds.length > 0 && !scope.levelIds.includes(member?.levelId ?? ''))
    return 'NOT_THIS_LEVEL';
  if (scope.cardOnly && !member?.card) return 'NOT_THIS_LEVEL';
  return inHours(scope, world.now) ? null : 'NOT_NOW';
}
