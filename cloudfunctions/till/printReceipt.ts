import { printReceipt } from '#shared/contracts/counter';
import { escpos } from '#shared/domain/receipt/escpos';
import { slipOf } from '#shared/domain/receipt/slip';
import { serve } from '../kit/serve';
import { actorOf } from '../orders/actor';
import { gbk } from './gbk';
import { printableOrder } from './printable';
import { slipFacts } from './slipFacts';

/**
 * One print of a slip: its bytes, and a row of the print log. The row's id is the number of the print, so two
 * clerks who print at once get the first and the second, and the second says 补打.
 */
export const main = serve(printReceipt, async ({ storeId, orderId }, ctx) => {
  const store = await ctx.db.get('stores', storeId);
  return ctx.write(async (tx) => {
    const order = printableOrder(ctx, storeId, await tx.get('orders', orderId));
    let n = 1;
    while (await tx.get('prints', `${orderId}:${n}`)) n += 1;
    const by = actorOf(ctx);
    await tx.insert('prints', { _id: `${orderId}:${n}`, orderId, storeId, n, by, at: ctx.now });
    tx.audit({ target: 'orders', targetId: orderId, storeId, before: null, after: { print: n } });
    const lines = slipOf(slipFacts(order, store, n));
    return { n, lines, bytes: Buffer.from(escpos(lines, gbk)).toString('base64') };
  });
});
