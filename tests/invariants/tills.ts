import { accounts, deltaOf } from '../../shared/domain/membership/ledger';
import { sum } from '../../shared/domain/money';
import type { OrderDoc, TillSessionDoc } from '../../shared/model/docs';
import type { Rows } from '../invariants';

/**
 * X: a drawer holds what its moves say; a till has one open session; every counter sale paid in cash and every
 * cash refund lies in exactly one drawer; the difference of a closing is in the books.
 */
export function brokenTills(db: Rows): string[] {
  const sessions = db.rows('tillSessions');
  const moves = db.rows('cashMoves');
  const orders = db.rows('orders').filter(({ channel, no }) => channel === 'pos' && no !== '');
  const txns = new Map(db.rows('ledgerTxns').map((txn) => [txn._id, txn]));
  const bad: string[] = [];
  const claim = (ok: boolean, what: string) => ok || bad.push(what);

  for (const session of sessions) {
    const own = moves.filter(({ sessionId }) => sessionId === session._id);
    const lies = sum(own.map(({ fen }) => fen));
    claim(session.cashFen === lies, `X1 ${session._id}: ${session.cashFen}, its moves say ${lies}`);
    claim(lies >= 0, `X1 ${session._id}: a drawer below 0`);
    claim(
      own.every(({ storeId }) => storeId === session.storeId),
      `X1 ${session._id}: cash of another shop`,
    );
    bad.push(...closing(session), ...figures(session, orders));
    const booked = deltaOf(
      txns.get(`till:${session._id}`)?.entries ?? [],
      accounts.cashDiff(session.storeId),
    );
    const due = session.status === 'closed' ? session.diffFen : 0;
    claim(booked === due, `X5 ${session._id}: difference ${due}, booked ${booked}`);
  }
  for (const till of db.rows('tills')) {
    const running = sessions.filter(
      (one) =>
        one.storeId === till.storeId && one.tillNo === till.tillNo && one.status !== 'closed',
    );
    claim(running.length <= 1, `X2 ${till._id}: ${running.length} sessions at once`);
    claim(
      (running[0]?._id ?? null) === till.sessionId,
      `X2 ${till._id} names ${till.sessionId}, ${running[0]?._id} runs`,
    );
  }
  for (const order of orders) {
    const due = order.pos?.by === 'cash' && order.paidAt !== null;
    const took = moves.filter(({ kind, ref }) => kind === 'sale' && ref === order._id);
    claim(took.length === (due ? 1 : 0), `X3 ${order._id}: in ${took.length} drawers`);
    if (due)
      claim(
        sum(took.map(({ fen }) => fen)) === order.totals.tender.providerFen,
        `X3 ${order._id}: another sum in the drawer`,
      );
  }
  for (const refund of db.rows('refunds')) {
    const paid = refund.cash === true && refund.status === 'done';
    const out = moves.filter(({ kind, ref }) => kind === 'refund' && ref === refund._id);
    claim(out.length === (paid ? 1 : 0), `X4 ${refund._id}: paid out of ${out.length} drawers`);
    if (paid)
      claim(
        sum(out.map(({ fen }) => fen)) === -refund.amountFen,
        `X4 ${refund._id}: another sum left the drawer`,
      );
  }
  const prints = db.rows('prints');
  for (const { _id, orderId, n } of prints)
    claim(
      n === 1 || prints.some((one) => one.orderId === orderId && one.n === n - 1),
      `X6 ${_id}: a print before it is missing`,
    );
  return bad;
}

function closing({ _id, status, countedFen, cashFen, diffFen, reason, leftFen }: TillSessionDoc) {
  const bad: string[] = [];
  if ((status === 'open') !== (countedFen === null))
    bad.push(`X5 ${_id} is ${status}, counted not`);
  if (countedFen !== null && diffFen !== countedFen - cashFen) bad.push(`X5 ${_id}: difference`);
  if (status === 'closed' && diffFen !== 0 && reason === '') bad.push(`X5 ${_id}: no reason`);
  if (leftFen > (countedFen ?? 0)) bad.push(`X5 ${_id}: left more than was there`);
  return bad;
}

function figures({ _id, sales }: TillSessionDoc, orders: readonly OrderDoc[]): string[] {
  const own = orders.filter(({ pos, paidAt }) => pos?.sessionId === _id && paidAt !== null);
  const of = (by: 'cash' | 'wechat') =>
    sum(own.filter(({ pos }) => pos?.by === by).map(({ totals }) => totals.tender.providerFen));
  const wallet = sum(own.map((o) => o.totals.tender.principalFen + o.totals.tender.bonusFen));
  const same =
    sales.count === own.length &&
    sales.cashFen === of('cash') &&
    sales.wechatFen === of('wechat') &&
    sales.walletFen === wallet;
  return same ? [] : [`X3 ${_id}: its figures are not its sales`];
}
