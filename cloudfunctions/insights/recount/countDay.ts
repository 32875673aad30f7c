import { NO_SALES, addToDay, type Sale, type SalesDay } from '#shared/domain/board';
import { sum } from '#shared/domain/money';
import { DAY_MS, addDays, businessStartOf, hourOf } from '#shared/domain/time';
import type { OrderDoc, RefundDoc } from '#shared/model/docs';
import { between, lt, oneOf } from '../../kit/conditions';
import type { Db } from '../../kit/ports';
import { byId, readAll } from '../../kit/readAll';
import { soldLine } from '../../orders/fulfil/soldLines';
import { linesBack } from '../../orders/payment/refundUnits';

/** An order is paid within minutes; what a company tells days late is booked at the time it was paid. */
const PAID_LATER_MS = 3 * DAY_MS;
type Reads = Pick<Db, 'find' | 'getMany'>;

/** The sales of a business day by shop, from the orders and refunds themselves and not from their events. */
export async function countDay(
  db: Reads,
  day: string,
  storeId?: string,
): Promise<Map<string, SalesDay>> {
  const [from, to] = [businessStartOf(day), businessStartOf(addDays(day, 1))];
  const of = storeId === undefined ? {} : { storeId };
  const [placed, refunds] = await Promise.all([
    readAll(
      db,
      'orders',
      { ...of, createdAt: between(from - PAID_LATER_MS, to) },
      { only: ['storeId', 'paidAt', 'lines'] },
    ),
    readAll(db, 'refunds', { ...of, createdAt: between(from, to) }),
  ]);
  const counted = new Map<string, SalesDay>();
  const add = (shop: string, sales: readonly Sale[], back: readonly Sale[]): void => {
    counted.set(shop, addToDay(counted.get(shop) ?? NO_SALES, sales, back));
  };
  for (const order of placed)
    if (order.paidAt !== null && order.paidAt >= from && order.paidAt < to)
      add(order.storeId, [saleOf(order, order.paidAt)], []);
  // Money that never was a sale (too late, a top-up, a card) names no pieces.
  const backs = refunds.filter((refund) => refund.of !== undefined);
  const orders = await byId(
    db,
    'orders',
    backs.map(({ orderId }) => orderId),
  );
  for (const refund of backs) {
    const order = orders.get(refund.orderId);
    if (order) add(order.storeId, [], [backOf(order, refund)]);
  }
  return counted;
}

const saleOf = ({ lines }: Pick<OrderDoc, 'lines'>, paidAt: number): Sale => ({
  hour: hourOf(paidAt),
  lines: lines.map((line) => soldLine(line, line.qty)),
});

function backOf({ lines }: OrderDoc, { of, createdAt }: RefundDoc): Sale {
  const units = of?.units ?? [];
  const goodsFen = sum(units.map(({ line, unit }) => lines[line]?.unitsFen[unit] ?? 0));
  return {
    hour: hourOf(createdAt),
    lines: linesBack(lines, units, { goodsFen, giftFen: of?.giftFen ?? 0 }),
  };
}

/** Something of the day is still on its way into the sales book. */
export async function onTheWay(db: Pick<Db, 'find'>, day: string): Promise<boolean> {
  const [waiting] = await db.find(
    'outbox',
    {
      status: 'new',
      type: oneOf(['order.paid', 'refund.requested']),
      at: lt(businessStartOf(addDays(day, 1))),
      // A refund the payment company does not take yet was counted at its first try.
      tries: 0,
    },
    { limit: 1, only: ['at'] },
  );
  return waiting !== undefined;
}
