import { getBoard } from '#shared/contracts/insights';
import { figureOf, topSkus, upTo } from '#shared/domain/board';
import { openState } from '#shared/domain/hours';
import type { StoreDoc } from '#shared/model/docs';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { readBoard } from './boardData';
import { daySeries, hourSeries } from './series';

const TOP = 10;

/** The chain today, or on a past day, against the same weekday a week before: seven reads and one for names. */
export const main = serve(getBoard, async (input, ctx) => {
  if (input.storeId) ctx.reach(input.storeId);
  const data = await readBoard(ctx, input.day, input.storeId ? [input.storeId] : ctx.stores);
  const top = topSkus(data.today, TOP);
  const skus = await byId(
    ctx.db,
    'skus',
    top.map(({ skuId }) => skuId),
  );

  const today = figureOf(data.today);
  const lastWeek = figureOf(data.lastWeek.map((day) => upTo(day, data.passed)));
  const ofStore = <T extends { storeId: string }>(docs: readonly T[], store: StoreDoc) =>
    docs.filter(({ storeId }) => storeId === store._id);
  return {
    asOf: ctx.now,
    day: data.day,
    today,
    lastWeek,
    averageFen: today.orders > 0 ? Math.round(today.salesFen / today.orders) : null,
    hours: hourSeries(data.today, data.lastWeek),
    days: daySeries(data.trend, data.day),
    stores: data.stores
      .map((store) => {
        const alerts = ofStore(data.alerts, store);
        const orders = ofStore(data.orders, store);
        return {
          ...figureOf(ofStore(data.today, store)),
          storeId: store._id,
          name: store.name,
          status: store.status,
          openNow: store.status === 'open' && openState(store.hours, ctx.now).open,
          lng: store.loc.coordinates[0],
          lat: store.loc.coordinates[1],
          waiting: orders.length,
          late: orders.filter(({ late }) => late).length,
          alerts: alerts.length,
          outOfStock: alerts.filter(({ level }) => level === 'out').length,
          lastWeekFen: figureOf(ofStore(data.lastWeek, store).map((d) => upTo(d, data.passed)))
            .salesFen,
        };
      })
      .sort((a, b) => b.salesFen - a.salesFen || (a.storeId < b.storeId ? -1 : 1)),
    topProducts: top.map((row) => ({ ...row, title: skus.get(row.skuId)?.title ?? row.skuId })),
    waiting: data.orders.length,
    late: data.orders.filter(({ late }) => late).length,
    alerts: data.alerts.length,
    inTransit: data.inTransit,
    pendingRefunds: data.pendingRefunds,
  };
});
