import { getOrder } from '#shared/contracts/orders';
import { isLive, nextStatus } from '#shared/domain/order';
import { SECOND_MS } from '#shared/domain/time';
import type { OrderDoc } from '#shared/model/docs';
import type { Seal } from '../kit/ports';
import { serve } from '../kit/serve';
import { ownOrder } from './checkout/ownOrder';
import { shopperOf } from '../kit/shopper';
import { briefView, stepsView } from './views/brief';
import { totalsView } from './views/quoteView';
import { refundsOf } from './views/refundView';
import { contactOf } from './views/staffView';

const SHOP_MS = 10 * SECOND_MS;

/** The shopper's own order with everything the page shows; the address and the code are opened for them only. */
export const main = serve(getOrder, async ({ orderId }, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const order = await ownOrder(ctx, memberId, orderId);
  const [store, refunds] = await Promise.all([
    // Name, address and telephone: the page asks again every few seconds, the shop moves once in years.
    ctx.cached(`shop:${order.storeId}`, SHOP_MS, () => ctx.db.get('stores', order.storeId)),
    // Promised in the same transaction as the refund's own record.
    order.refundedFen > 0 ? refundsOf(ctx.db, orderId) : [],
  ]);
  if (!store) return ctx.refuse('NOT_FOUND');
  const contact = contactOf(ctx.seal, order);
  const [lng, lat] = store.loc.coordinates;
  return {
    ...briefView(order),
    quote: totalsView(order.totals),
    remark: order.remark,
    address: contact && {
      name: contact.name,
      phone: contact.phone,
      text: `${contact.region}${contact.detail}`,
    },
    store: { name: store.name, address: store.address, phone: store.phone, loc: { lng, lat } },
    pickupCode: codeOf(ctx.seal, order),
    steps: stepsView(order, 'shopper'),
    refunds,
    canPay: nextStatus(order, 'pay') !== null && ctx.now < order.payBefore,
    canCancel: nextStatus(order, 'cancel') !== null,
  };
});

/** Shown while there is something to pick up. */
const codeOf = (seal: Seal, { _id: id, pickupCode, status }: OrderDoc): string | null =>
  pickupCode !== null && isLive(status)
    ? seal.open({ collection: 'orders', id, field: 'pickupCode' }, pickupCode)
    : null;
