import { revealPii } from '#shared/contracts/insights';
import { serve } from '../kit/serve';
import { contactOf } from '../orders/views/staffView';

/** Shows a shopper's contact in full. The look itself is what the audit log keeps, never the contact. */
export const main = serve(revealPii, async ({ orderId, reason }, ctx) => {
  const order = await ctx.db.get('orders', orderId);
  if (!order) return ctx.refuse('NOT_FOUND');
  ctx.reach(order.storeId);
  const contact = contactOf(ctx.seal, order);
  if (!contact) {
    return ctx.refuse('NOT_FOUND', { message: '这笔订单没有留下收货联系方式（到店自提）' });
  }

  // Written before anything is shown: no look without its trace.
  await ctx.write(async (tx) => {
    tx.audit({
      target: 'orders',
      targetId: orderId,
      storeId: order.storeId,
      before: null,
      after: { revealed: '收货人、电话、地址' },
      reason,
    });
  });
  const { name, phone, region, detail } = contact;
  return { name, phone, address: `${region}${detail}` };
});
