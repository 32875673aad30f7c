import { isOpen } from '../../shared/domain/aftersales/flow';
import type { OrderDoc } from '../../shared/model/docs';
import type { Rows } from '../invariants';

const nameOf = (orderId: string, { line, unit }: { line: number; unit: number }): string =>
  `${orderId} ${line}:${unit}`;

/**
 * features.md §5.2 H: a piece is in at most one open case and not refunded before; the order's claims are
 * exactly its open cases; a refunded case's pieces went back, those handed back to the shopper did not.
 */
export function brokenAfterSales(db: Rows): string[] {
  const bad: string[] = [];
  const orders = new Map(db.rows('orders').map((order) => [order._id, order]));
  const open = new Map<string, string>();
  for (const doc of db.rows('afterSales')) {
    const order = orders.get(doc.orderId);
    if (!order) {
      bad.push(`H0 ${doc._id}: no order ${doc.orderId}`);
      continue;
    }
    const claimed = (order.afterSales ?? []).filter(({ caseId }) => caseId === doc._id);
    if (claimed.length !== (isOpen(doc.status) ? 1 : 0))
      bad.push(`H1 ${doc._id} is ${doc.status}, the order claims it ${claimed.length} times`);
    for (const ref of doc.units) {
      const name = nameOf(order._id, ref);
      const other = open.get(name);
      if (isOpen(doc.status)) {
        if (other !== undefined) bad.push(`H2 piece ${name} is in ${other} and ${doc._id}`);
        if (wentBack(order, ref)) bad.push(`H3 piece ${name} of ${doc._id} was refunded before`);
        open.set(name, doc._id);
      }
      const refused = doc.refusedUnits.some((one) => nameOf(order._id, one) === name);
      if (doc.status === 'refunded' && !refused && !wentBack(order, ref))
        bad.push(`H4 piece ${name} of ${doc._id} was not refunded`);
    }
    if (
      (doc.swap ?? null) !== null &&
      !(doc.kind === 'exchange' && doc.status === 'awaitingReturn')
    )
      bad.push(`H6 ${doc._id} is ${doc.status} and keeps replacements`);
    if (doc.kind === 'exchange' && doc.refundFen > 0)
      bad.push(`H7 ${doc._id}: an exchange moved ${doc.refundFen}`);
    if (doc.refundFen > 0 && doc.refundId === null)
      bad.push(`H5 ${doc._id}: ${doc.refundFen} without a refund`);
  }
  return bad;
}

const wentBack = (order: OrderDoc, { line, unit }: { line: number; unit: number }): boolean =>
  order.lines[line]?.unitsBack.includes(unit) ?? false;
