import { rebuildSales } from '#shared/contracts/reports';
import { NO_SALES } from '#shared/domain/board';
import { businessDayOf } from '#shared/domain/time';
import type { SalesDayDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';
import { rollDay } from './recount/chainDays';
import { calmDay } from './recount/compareDay';
import { countDay, onTheWay } from './recount/countDay';

/** Puts the sales of one shop's closed day as its orders and refunds say, and closes the alarm about it. */
export const main = serve(rebuildSales, async ({ storeId, day }, ctx) => {
  if (day >= businessDayOf(ctx.now)) return ctx.refuse('OPEN_DAY');
  if (await onTheWay(ctx.db, day)) return ctx.refuse('BEHIND');
  const truth = (await countDay(ctx.db, day, storeId)).get(storeId) ?? NO_SALES;
  const done = await ctx.write(async (tx) => {
    const _id = `${storeId}:${day}`;
    const before = await tx.get('salesDays', _id);
    if (before?.base) return ctx.refuse('IMPORTED');
    const after: SalesDayDoc = { _id, storeId, day, ...truth };
    await tx.set('salesDays', after);
    const figures = ({ salesFen, orders, refundFen, pieces, costFen }: SalesDayDoc) => ({
      salesFen,
      orders,
      refundFen,
      pieces,
      costFen,
    });
    tx.audit({
      target: 'salesDays',
      targetId: _id,
      storeId,
      before: before ? figures(before) : null,
      after: figures(after),
    });
    return { beforeFen: before?.salesFen ?? 0, salesFen: after.salesFen, orders: after.orders };
  });
  await rollDay(ctx, day);
  await calmDay(ctx, storeId, day);
  return done;
});
