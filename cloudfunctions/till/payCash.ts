import type { Err } from '#shared/contracts/kit';
import type { ringUp } from '#shared/contracts/counter';
import type { OrderDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { endOrder } from '../orders/fulfil/endOrder';
import { finishSale } from '../orders/payment/finishSale';
import { auditSale } from './auditSale';
import { DrawerShut } from './drawer';

/** Cash, wallet and points need nobody else: one transaction books the sale. A drawer that shut ends it. */
export async function payCash(
  ctx: Ctx<Err<typeof ringUp>>,
  { _id, no, storeId }: OrderDoc,
): Promise<OrderDoc> {
  try {
    return await ctx.write(async (tx) => {
      const now = await tx.get('orders', _id);
      if (!now) return ctx.refuse('NOT_FOUND');
      // A twin of the request was quicker: its sale is the answer.
      const sold = now.status === 'pendingPay' ? await finishSale(tx, ctx, now, ctx.now) : now;
      auditSale(tx, sold);
      return sold;
    });
  } catch (error) {
    if (!(error instanceof DrawerShut)) throw error;
    await ctx.write(async (tx) => {
      const now = await tx.get('orders', _id);
      if (now?.status !== 'pendingPay') return;
      const reason = '收银台已交班';
      await endOrder(tx, ctx, now, { move: 'notPaid', reason, by: 'store', actor: 'system' });
      auditSale(tx, { ...now, status: 'cancelled' });
    });
    ctx.log({ drawerShut: no, storeId });
    return ctx.refuse('TILL_CLOSED');
  }
}
