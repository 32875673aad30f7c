import { placeOrder } from '#shared/contracts/orders';
import type { OrderDoc } from '#shared/model/docs';
import { policyNow } from '../aftersales/policies';
import { digest } from '../kit/canonical';
import type { Db } from '../kit/ports';
import { serve } from '../kit/serve';
import { isBurnt } from './checkout/burn';
import { claimGoods } from './checkout/claimGoods';
import { decideCart, type Cart } from './checkout/decideCart';
import { deliverTo } from './checkout/deliverTo';
import { UNPAID_AT_MOST, loadCart, type HeldCoupon, type LoadedCart } from './checkout/loadCart';
import { newOrder, unitFenOf } from './checkout/newOrder';
import { markPaid } from './payment/markPaid';
import { chosenSlot } from './checkout/chosenSlot';
import { shopperOf } from '../kit/shopper';

/**
 * Cart → order waiting for payment. Four round trips one after the other (five with coupons, gifts or gift
 * boxes): read all in one, claim everything, insert the order, settle the claims. The order's id comes from member and
 * requestId, so it is the record of the request; a crash between the trips is finished by `timeoutOrders`.
 */
export const main = serve(placeOrder, async (input, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const orderId = ctx.derive('o', 'order', memberId, input.requestId);
  const bodyHash = digest(input);
  const { couponIds, points, useWallet, mode } = input;
  const [loaded, { version: policyVersion }] = await Promise.all([
    loadCart(ctx, memberId, input, { orderId, couponIds }),
    policyNow(ctx),
  ]);
  if (!loaded) return ctx.refuse('NOT_FOUND');
  if (loaded.before) return answerOf(loaded.before);
  if (loaded.unpaid >= UNPAID_AT_MOST)
    ctx.refuse((await twinAtWork(ctx.db, orderId, loaded)) ? 'BUSY' : 'TOO_MANY_UNPAID');
  const cart = await checked(loaded);
  const place = chosenSlot(ctx, cart, input.slotId, loaded.address?.loc ?? null);

  const order = newOrder(
    cart,
    {
      orderId,
      holdId: ctx.newId('h'),
      bodyHash,
      memberId,
      customer: loaded.member?.nickname ?? '',
      policyVersion,
      now: ctx.now,
    },
    loaded.address ? deliverTo(ctx.seal, memberId, orderId, loaded.address) : null,
    input.remark,
    place,
  );
  const outcome = await claimGoods(ctx.db, order, cart, ctx.now, place);
  if (outcome.refused !== null) return ctx.refuse(outcome.refused, outcome.more);
  // Another attempt's order may be paid otherwise than this one would have been.
  const { order: placed } = outcome;
  return answerOf(nothingToPay(placed) ? await free(placed) : placed);

  async function checked(seen: LoadedCart): Promise<Cart> {
    const lent = seen.pocket.map((held) => lentTo(held, orderId));
    const wishes = { mode, couponIds, points, useWallet };
    const decided = decideCart({ ...seen, pocket: lent }, memberId, wishes, ctx.now);
    const [problem] = decided.problems;
    const { problems } = decided;
    const { payableFen } = decided.quote.totals;
    if (!problem && payableFen === input.expectedPayableFen) return decided;
    if (await twinAtWork(ctx.db, orderId, seen)) return ctx.refuse('BUSY');
    if (problem) return ctx.refuse(problem.code, { message: problem.text, detail: { problems } });
    return ctx.refuse('PRICE_CHANGED', {
      detail: { expectedFen: input.expectedPayableFen, payableFen, ...changes(decided) },
    });
  }

  /** Nothing to pay: paid without the payment company. A crash before this is ended by the timeout. */
  function free(placed: OrderDoc): Promise<OrderDoc> {
    return ctx.write(async (tx) => {
      const now = await tx.get('orders', placed._id);
      return now?.status === 'pendingPay' && nothingToPay(now)
        ? markPaid(tx, ctx, now, ctx.now)
        : (now ?? placed);
    });
  }

  function answerOf(order: OrderDoc) {
    if (isBurnt(order)) ctx.refuse('CONFLICT', { message: '这次提交没有成功，请重新提交订单' });
    if (order.bodyHash !== bodyHash) ctx.refuse('REQUEST_REUSED');
    const { _id, no, totals, payBefore, status } = order;
    return { orderId: _id, orderNo: no, payableFen: totals.payableFen, payBefore, status };
  }
});

const nothingToPay = ({ totals }: OrderDoc): boolean => totals.tender.providerFen === 0;

/**
 * Did another attempt of this very request take what seems to be missing? It holds it, or its order came to
 * be after this attempt looked for it. The shopper's next try then gets that order.
 */
const twinAtWork = async (
  db: Db,
  orderId: string,
  { stock, assets }: Pick<LoadedCart, 'stock' | 'assets'>,
): Promise<boolean> =>
  [...stock.values(), ...(assets ? [assets] : [])].some(({ holds }) =>
    holds.some((hold) => hold.orderId === orderId),
  ) || (await db.get('orders', orderId)) !== undefined;

/** Locked by another attempt of this very request, a coupon is as good as free. */
const lentTo = ({ coupon, template }: HeldCoupon, orderId: string): HeldCoupon =>
  coupon.status === 'locked' && coupon.lockOrderId === orderId
    ? { coupon: { ...coupon, status: 'unused' }, template }
    : { coupon, template };

/** The new prices, so that the page can show what moved. */
const changes = ({ lines, quote: { totals } }: Cart) => ({
  lines: lines.map((line) => ({
    skuId: line.skuId,
    priceFen: unitFenOf(line),
    priceSource: line.specialQty > 0 ? 'special' : line.priceSource,
  })),
  goodsFen: totals.itemFen,
  couponFen: totals.couponOffFen,
  freightFen: totals.freightFen,
});
