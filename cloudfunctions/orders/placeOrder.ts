import { placeOrder } from '#shared/contracts/orders';
import { sum } from '#shared/domain/money';
import type { OrderDoc } from '#shared/model/docs';
import { digest } from '../kit/canonical';
import type { Db } from '../kit/ports';
import { serve } from '../kit/serve';
import { isBurnt } from './checkout/burn';
import { claimGoods } from './checkout/claimGoods';
import { decideCart, type Cart } from './checkout/decideCart';
import { deliverTo } from './checkout/deliverTo';
import { loadCart, loadCoupon, type HeldCoupon, type LoadedCart } from './checkout/loadCart';
import { newOrder } from './checkout/newOrder';
import { markPaid } from './payment/markPaid';
import { shopperOf } from '../kit/shopper';

/** A shopper with more unpaid orders than this holds goods back from others. */
const UNPAID_AT_MOST = 5;

/**
 * Cart → order waiting for payment. Four round trips one after the other (five with a coupon): read, claim
 * pieces and coupon, insert the order, settle the claims. The order's id comes from member and requestId, so
 * it is the record of the request; a crash between the trips is finished by `timeoutOrders`.
 */
export const main = serve(placeOrder, async (input, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const orderId = ctx.derive('o', 'order', memberId, input.requestId);
  const bodyHash = digest(input);
  const [before, loaded, found, unpaid] = await Promise.all([
    ctx.db.get('orders', orderId),
    loadCart(ctx.db, memberId, input, { named: true }),
    loadCoupon(ctx.db, memberId, input.couponId),
    ctx.db.count('orders', { memberId, status: 'pendingPay' }),
  ]);
  if (before) return answerOf(before);
  const held = found && lentTo(found, orderId);
  if (unpaid >= UNPAID_AT_MOST)
    ctx.refuse((await twinAtWork(ctx.db, orderId, [])) ? 'BUSY' : 'TOO_MANY_UNPAID');
  const cart = await checked(loaded);

  const order = newOrder(
    cart,
    {
      orderId,
      holdId: ctx.newId('h'),
      bodyHash,
      memberId,
      customer: loaded.member?.nickname ?? '',
      now: ctx.now,
    },
    loaded.address ? deliverTo(ctx.seal, memberId, orderId, loaded.address) : null,
    input.couponId,
    input.remark,
  );
  const outcome = await claimGoods(ctx.db, order, cart, ctx.now);
  if (outcome.refused !== null) return ctx.refuse(outcome.refused, outcome.more);
  return answerOf(order.totals.payableFen === 0 ? await free(outcome.order) : outcome.order);

  async function checked({ store, ...rest }: LoadedCart): Promise<Cart> {
    if (!store) return ctx.refuse('NOT_FOUND');
    if (input.couponId !== null && !held) ctx.refuse('COUPON_UNUSABLE');
    const decided = decideCart({ ...rest, store }, input.mode, held, ctx.now);
    const [problem] = decided.problems;
    const { problems } = decided;
    const { payableFen } = decided.quote.totals;
    if (!problem && payableFen === input.expectedPayableFen) return decided;
    if (await twinAtWork(ctx.db, orderId, rest.lines)) return ctx.refuse('BUSY');
    if (problem) return ctx.refuse(problem.code, { message: problem.text, detail: { problems } });
    return ctx.refuse('PRICE_CHANGED', {
      detail: { expectedFen: input.expectedPayableFen, payableFen, ...changes(decided) },
    });
  }

  /** Nothing to pay: paid without the payment company. A crash before this is ended by the timeout. */
  function free(placed: OrderDoc): Promise<OrderDoc> {
    return ctx.write(async (tx) => {
      const now = await tx.get('orders', placed._id);
      return now?.status === 'pendingPay' ? markPaid(tx, ctx, now, ctx.now) : (now ?? placed);
    });
  }

  function answerOf(order: OrderDoc) {
    if (isBurnt(order)) ctx.refuse('CONFLICT', { message: '这次提交没有成功，请重新提交订单' });
    if (order.bodyHash !== bodyHash) ctx.refuse('REQUEST_REUSED');
    const { _id, no, totals, payBefore, status } = order;
    return { orderId: _id, orderNo: no, payableFen: totals.payableFen, payBefore, status };
  }
});

/**
 * Did another attempt of this very request take the pieces that seem to be missing? It holds them, or its
 * order came to be after this attempt looked for it. The shopper's next try then gets that order.
 */
const twinAtWork = async (db: Db, orderId: string, lines: LoadedCart['lines']): Promise<boolean> =>
  lines.some(({ stock }) => stock?.holds.some((hold) => hold.orderId === orderId)) ||
  (await db.get('orders', orderId)) !== undefined;

/** Locked by another attempt of this very request, a coupon is as good as free. */
const lentTo = ({ coupon, template }: HeldCoupon, orderId: string): HeldCoupon =>
  coupon.status === 'locked' && coupon.lockOrderId === orderId
    ? { coupon: { ...coupon, status: 'unused' }, template }
    : { coupon, template };

/** The new prices, so that the page can show what moved. */
const changes = ({ quote: { lines, totals } }: Cart) => ({
  lines: lines.map(({ skuId, priceFen, priceSource }) => ({ skuId, priceFen, priceSource })),
  goodsFen: sum(lines.map(({ amountFen }) => amountFen)),
  couponFen: totals.couponFen,
  freightFen: totals.freightFen,
});
