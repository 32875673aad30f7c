import { sum } from '#shared/domain/money';
import { statusText } from '#shared/domain/order';
import { clockTime, shortTime } from '#shared/domain/time';
import type { OrderDoc, OrderLineDoc } from '#shared/model/docs';

export const lineView = (line: OrderLineDoc) => ({
  lineId: line.lineId,
  skuId: line.skuId,
  title: line.title,
  spec: line.spec,
  image: line.image,
  unit: line.unit,
  barcode: line.barcode,
  qty: line.qty,
  picked: line.picked,
  priceFen: line.priceFen,
  listPriceFen: line.listPriceFen,
  payFen: line.payFen,
});

/** What lists show of an order. */
export const briefView = (order: OrderDoc) => ({
  orderId: order._id,
  orderNo: order.no,
  storeId: order.storeId,
  storeName: order.storeName,
  mode: order.mode,
  status: order.status,
  statusText: statusText(order),
  lines: order.lines.map(lineView),
  pieces: sum(order.lines.map(({ picked, qty }) => picked ?? qty)),
  payableFen: order.totals.payableFen,
  refundedFen: order.refundedFen,
  createdAt: order.createdAt,
  payBefore: order.payBefore,
  readyAt: order.readyAt,
  slotText: order.slot ? `${shortTime(order.slot.from)}–${clockTime(order.slot.until)}` : '',
});

/** Who did a step, as the reader may know it: shoppers are not told clerks' names. */
export const stepsView = (order: OrderDoc, reader: 'shopper' | 'staff') =>
  order.steps.map(({ at, text, by }) => ({ at, text, by: nameOf(by, reader) }));

function nameOf(by: string, reader: 'shopper' | 'staff'): string {
  if (by === 'system') return '系统';
  if (by === 'shopper') return reader === 'shopper' ? '我' : '顾客';
  return reader === 'shopper' ? '门店' : by;
}
