import { units } from '#shared/domain/money';
import { MINUTE_MS, dayOf } from '#shared/domain/time';
import type { OrderDoc } from '#shared/model/docs';
import type { Cart } from './decideCart';

/** Unpaid orders hold goods back from others, so they end soon. */
export const PAY_WITHIN_MS = 15 * MINUTE_MS;

interface Identity {
  readonly orderId: string;
  readonly holdId: string;
  readonly bodyHash: string;
  readonly memberId: string;
  readonly customer: string;
  readonly now: number;
}
export interface Delivered {
  readonly contact: string;
  readonly phoneIdx: string;
  readonly phoneMasked: string;
  readonly name: string;
  readonly loc: { lng: number; lat: number };
}

/** `261122` and ten digits of the order's id: short enough to say on the phone, told apart by the id. */
export function orderNo(orderId: string, now: number): string {
  let value = 0;
  for (const char of orderId) value = (value * 131 + char.charCodeAt(0)) % 10 ** 10;
  return dayOf(now).slice(2).replaceAll('-', '') + String(value).padStart(10, '0');
}

/** The order of a priced cart: a snapshot, so that later edits of products change no past order. */
export function newOrder(
  cart: Cart,
  { orderId, holdId, bodyHash, memberId, customer, now }: Identity,
  to: Delivered | null,
  couponId: string | null,
  remark: string,
): OrderDoc {
  const { store, quote, mode, readyAt } = cart;
  return {
    _id: orderId,
    no: orderNo(orderId, now),
    memberId,
    storeId: store._id,
    storeName: store.name,
    channel: 'miniprogram',
    mode,
    status: 'pendingPay',
    lines: quote.lines.map((line, at) => ({
      lineId: `l${at + 1}`,
      skuId: line.skuId,
      title: line.sku.title,
      spec: line.sku.spec,
      image: line.sku.image,
      unit: line.sku.unit,
      barcode: line.sku.barcode,
      qty: line.qty,
      picked: null,
      listPriceFen: line.listPriceFen,
      priceFen: line.priceFen,
      priceSource: line.priceSource,
      amountFen: line.amountFen,
      reducedFen: line.reducedFen,
      payFen: line.payFen,
      costFen: line.sku.costFen,
      unitsFen: units(line.payFen, line.qty),
    })),
    totals: quote.totals,
    couponId,
    bodyHash,
    holdId,
    remark,
    contact: to?.contact ?? null,
    phoneIdx: to?.phoneIdx ?? null,
    phoneMasked: to?.phoneMasked ?? '',
    customer: to?.name ?? customer,
    deliverTo: to?.loc ?? null,
    pickupCode: null,
    pickupCodeIdx: null,
    readyAt,
    payBefore: now + PAY_WITHIN_MS,
    paidAt: null,
    acceptBy: null,
    completedAt: null,
    refundedFen: 0,
    steps: [{ at: now, status: 'pendingPay', text: '已提交订单，等待付款', by: 'shopper' }],
    createdAt: now,
    updatedAt: now,
  };
}
