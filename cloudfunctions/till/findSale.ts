import { findSale } from '#shared/contracts/counter';
import { freeUnits } from '#shared/domain/aftersales/pieces';
import { takenUnits } from '../aftersales/claim';
import { serve } from '../kit/serve';

/** The order on a slip, by its number: what may still come back. Orders of the mini-program are found as well. */
export const main = serve(findSale, async ({ storeId, no }, ctx) => {
  const [order] = await ctx.db.find('orders', { no, storeId, status: 'completed' }, { limit: 1 });
  if (!order) return ctx.refuse('NO_SALE');
  const taken = takenUnits(order);
  return {
    orderId: order._id,
    orderNo: order.no,
    customer: order.customer,
    soldAt: order.completedAt ?? order.createdAt,
    channel: order.channel,
    by: order.pos?.by ?? (order.totals.tender.providerFen > 0 ? 'wechat' : 'none'),
    payableFen: order.totals.payableFen,
    refundedFen: order.refundedFen,
    lines: order.lines.flatMap((line, at) =>
      line.gift
        ? []
        : [
            {
              lineId: line.lineId,
              title: line.title,
              spec: line.spec,
              image: line.image,
              qty: line.qty,
              payFen: line.payFen,
              free: freeUnits(line, at, taken).length,
            },
          ],
    ),
  };
});
