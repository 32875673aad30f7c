import { sum } from '../../shared/domain/money';
import type { OrderDoc, PaymentDoc, RefundDoc } from '../../shared/model/docs';
import type { Rows } from '../invariants';

/** What the payment company itself has on its books. */
export interface ProviderBooks {
  readonly payments: ReadonlyMap<string, { state: { state: string; amountFen: number } }>;
  readonly refunds: ReadonlyMap<string, { status: string; amountFen: number }>;
}

/** Every captured fen belongs to a standing order or is on its way back; nothing goes back twice. */
export function brokenMoney(db: Rows, pay: ProviderBooks | undefined): string[] {
  const payments = new Map(db.rows('payments').map((payment) => [payment.orderId, payment]));
  const refunds = db.rows('refunds');
  const events = new Set(db.rows('outbox').map(({ _id }) => _id));
  const bad = db
    .rows('orders')
    .filter((order) => order.no !== '')
    .flatMap((order) => ofOrder(order, payments.get(order._id), refunds, events));
  for (const refund of refunds)
    if (!events.has(`${refund._id}:refund.requested:0`)) bad.push(`E1 ${refund._id} without event`);
  return pay ? [...bad, ...brokenBooks(db, pay)] : bad;
}

function ofOrder(
  order: OrderDoc,
  payment: PaymentDoc | undefined,
  all: readonly RefundDoc[],
  events: ReadonlySet<string>,
): string[] {
  const bad: string[] = [];
  const claim = (ok: boolean, what: string) => ok || bad.push(`${what} (order ${order._id})`);
  const { providerFen, principalFen, bonusFen } = order.totals.tender;
  const cash = order.pos?.by === 'cash';
  // Cash is captured by the drawer in the transaction that books the sale.
  const inCash = cash && order.paidAt !== null ? providerFen : 0;
  const captured = inCash + (payment?.status === 'paid' ? payment.amountFen : 0);
  const refunds = all.filter(({ orderId }) => orderId === order._id);
  const promised = sum(refunds.map(({ amountFen }) => amountFen));
  const toWallet = sum(refunds.map((r) => r.principalFen + r.bonusFen));
  const done = sum(refunds.filter((r) => r.status === 'done').map((r) => r.amountFen));
  const wasPaid = order.paidAt !== null;

  if (wasPaid)
    claim(captured === providerFen, `M1 paid, yet ${captured} of ${providerFen} captured`);
  else claim(captured === promised, `M1 ${captured} captured for nothing, ${promised} goes back`);
  if (wasPaid && order.status === 'cancelled')
    claim(
      promised === providerFen && toWallet === principalFen + bonusFen,
      `M1 cancelled, yet only ${promised} of ${providerFen} and ${toWallet} to the wallet go back`,
    );
  claim(!['pendingPay', 'cancelled'].includes(order.status) ? wasPaid : true, 'O1 unpaid, yet on');
  claim(promised <= captured, `M2 ${promised} refunded of ${captured} captured`);
  for (const of of ['principalFen', 'bonusFen'] as const) {
    const back = sum(refunds.map((refund) => refund[of]));
    const took = wasPaid ? order.totals.tender[of] : 0;
    claim(back <= took, `M2 ${of}: ${back} back of ${took}`);
  }
  claim(
    order.refundedFen === promised + toWallet,
    `M2 order counts ${order.refundedFen}, refunds ${promised + toWallet}`,
  );
  claim(cash || (payment?.refundedFen ?? 0) === done, `M2 payment counts another sum than ${done}`);
  claim(events.has(`${order._id}:order.paid:0`) === wasPaid, 'E1 event order.paid');
  claim(
    events.has(`${order._id}:order.cancelled:0`) === (order.status === 'cancelled'),
    'E1 event order.cancelled',
  );
  claim(
    events.has(`${order._id}:order.completed:0`) === (order.status === 'completed'),
    'E1 event order.completed',
  );
  return bad;
}

function brokenBooks(db: Rows, pay: ProviderBooks): string[] {
  const bad: string[] = [];
  const ours = new Map(db.rows('payments').map((payment) => [payment._id, payment]));
  for (const [id, { state }] of pay.payments)
    if (state.state === 'SUCCESS' && ours.get(id)?.status !== 'paid')
      bad.push(`M3 ${id}: captured by the payment company, not booked`);
  const refunds = new Map(db.rows('refunds').map((refund) => [refund._id, refund]));
  for (const [id, theirs] of pay.refunds)
    if (refunds.get(id)?.amountFen !== theirs.amountFen)
      bad.push(
        `M3 refund ${id}: ${theirs.amountFen} went back, we know of ${refunds.get(id)?.amountFen}`,
      );
  return bad;
}
