import type { ForecastRow } from '#shared/domain/forecast/sheet';
import { SUPPLY_RULES, outlookOf } from '#shared/domain/outlook';
import type { Outlook, SupplyRules } from '#shared/domain/outlook';
import { dayOf } from '#shared/domain/time';
import type { DemandDoc, ForecastDoc } from '#shared/model/docs';
import { oneOf } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';

/** `_id` in `settings`; written by `saveSupplyRules` in this shape, hence the cast. */
export const SUPPLY_RULES_KEY = 'supplyRules';
const FRESH_MS = 10_000;

export const supplyRules = (ctx: Pick<Ctx, 'cached' | 'db'>): Promise<SupplyRules> =>
  ctx.cached('supplyRules', FRESH_MS, async () => ({
    ...SUPPLY_RULES,
    ...((await ctx.db.get('settings', SUPPLY_RULES_KEY))?.value as SupplyRules | undefined),
  }));

/** A shop's newest forecast: pages of an older night are leftovers of goods it no longer has. */
export function newestSheets(pages: readonly ForecastDoc[]): ForecastDoc[] {
  const newest = new Map<string, string>();
  for (const { storeId, day } of pages)
    if ((newest.get(storeId) ?? '') < day) newest.set(storeId, day);
  return pages.filter(({ storeId, day }) => newest.get(storeId) === day);
}

export type Outlooks = (storeId: string, skuId: string, history?: DemandDoc) => Outlook;

/** What these shops are expected to sell from today on: one read for a few shops. */
export async function outlooksOf(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  storeIds: readonly string[],
): Promise<Outlooks> {
  const shops = [...new Set(storeIds)];
  const pages = shops.length === 0 ? [] : await readAll(db, 'forecasts', { storeId: oneOf(shops) });
  const rows = new Map<string, { row: ForecastRow; day: string }>();
  for (const { storeId, day, rows: own } of newestSheets(pages))
    for (const row of own) rows.set(`${storeId}:${row.skuId}`, { row, day });
  const today = dayOf(now);
  return (storeId, skuId, history) => {
    const found = rows.get(`${storeId}:${skuId}`);
    return outlookOf(found?.row, found?.day ?? today, history, today);
  };
}
