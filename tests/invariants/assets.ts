import { unbalanced } from '../../shared/domain/membership/ledger';
import { sum } from '../../shared/domain/money';
import type { AssetDoc, LedgerTxnDoc, PointEntryDoc } from '../../shared/model/docs';
import type { Rows } from '../invariants';

/** W: wallets and the ledger; P: points and growth. Balances are what the entries say, to the fen. */
export function brokenAssets(db: Rows, swept: boolean): string[] {
  const txns = db.rows('ledgerTxns');
  const entries = db.rows('pointEntries');
  const orders = new Map(db.rows('orders').map((order) => [order._id, order]));
  const bad = txns.flatMap(({ _id, entries: lines }) => {
    const wrong = unbalanced(lines);
    return wrong === '' ? [] : [`W2 ${_id} does not balance: ${wrong}`];
  });
  const assets = db.rows('assets');
  const known = new Set(assets.map(({ _id }) => _id));
  for (const { _id, memberId } of txns)
    if (memberId !== null && !known.has(memberId)) bad.push(`W2 ${_id} moves a wallet nobody has`);
  for (const doc of assets) {
    bad.push(
      ...money(
        doc,
        txns.filter(({ memberId }) => memberId === doc._id),
      ),
      ...points(
        doc,
        entries.filter(({ memberId }) => memberId === doc._id),
      ),
    );
    for (const hold of doc.holds) {
      const order = orders.get(hold.orderId);
      const lives = order?.status === 'pendingPay' && order.no !== '';
      if (swept && !lives) bad.push(`D2 ${doc._id} holds for ${hold.orderId}, which does not wait`);
    }
  }
  return [...bad, ...booked(db, new Set(txns.map(({ _id }) => _id)))];
}

/** Top-ups, cards and orders are booked exactly when they say so, and no bucket gave back more than it got. */
function booked(db: Rows, txns: ReadonlySet<string>): string[] {
  const bad: string[] = [];
  const payments = new Map(db.rows('payments').map((payment) => [payment.orderId, payment]));
  const claim = (ok: boolean, what: string) => ok || bad.push(what);
  for (const { _id, status, via, payFen } of db.rows('topUps')) {
    const closed = status === 'created' || status === 'closed';
    claim(txns.has(`topUp:${_id}`) === !closed, `W4 top-up ${_id} is ${status}, the ledger not`);
    claim(
      txns.has(`topUpRefund:${_id}`) === (status === 'refunded'),
      `W4 top-up ${_id} is ${status}, its refund is not so booked`,
    );
    if (via !== 'wechat') continue;
    const payment = payments.get(_id);
    claim((payment?.status === 'paid') === !closed, `M1 top-up ${_id} is ${status}, paid not`);
    claim(closed || payment?.amountFen === payFen, `M1 top-up ${_id} cost another amount`);
  }
  for (const { _id, status, from, to } of db.rows('cardSales')) {
    const paid = status === 'done' || status === 'refunded';
    claim(txns.has(`card:${_id}`) === paid, `W4 card ${_id} is ${status}, the ledger not`);
    claim((payments.get(_id)?.status === 'paid') === paid, `M1 card ${_id} is ${status}`);
    claim(!paid || (from !== null && to !== null && from < to), `W4 card ${_id} has no year`);
  }
  for (const order of db.rows('orderAssets')) {
    const least = Math.min(
      order.providerFen,
      order.earned,
      order.growth,
      ...order.wallet.flatMap((lot) => [lot.principalFen, lot.bonusFen]),
      ...order.points.map(({ qty }) => qty),
    );
    claim(least >= 0, `M2 order ${order._id} gave back more than it took`);
  }
  return bad;
}

function money({ _id, wallet, holds }: AssetDoc, txns: readonly LedgerTxnDoc[]): string[] {
  const bad: string[] = [];
  const lines = txns.flatMap(({ entries }) => entries);
  for (const bucket of ['principal', 'bonus'] as const) {
    const field = `${bucket}Fen` as const;
    const spendable = wallet[field];
    const own = spendable + sum(holds.map((hold) => hold[field]));
    const lots = sum(wallet.lots.map((lot) => lot[field]));
    const account = `member:${_id}:${bucket}`;
    const booked = sum(lines.filter((l) => l.account === account).map((l) => l.deltaFen));
    if (spendable < 0) bad.push(`W1 ${_id}: ${bucket} below 0`);
    if (lots !== own) bad.push(`W1 ${_id}: ${bucket} ${own}, its top-ups hold ${lots}`);
    if (booked !== own) bad.push(`W2 ${_id}: ${bucket} ${own}, the ledger says ${booked}`);
  }
  if (wallet.lots.some((lot) => lot.principalFen < 0 || lot.bonusFen < 0))
    bad.push(`W1 ${_id}: a top-up below 0`);
  return bad;
}

function points(doc: AssetDoc, entries: readonly PointEntryDoc[]): string[] {
  const { _id, points: own, holds, growth } = doc;
  const bad: string[] = [];
  const held = sum(holds.map((hold) => hold.points));
  const of = (field: 'active' | 'pending' | 'debt' | 'growth') =>
    sum(entries.map((row) => row[field]));
  const told = { active: own.active + held, pending: own.pending, debt: own.debt, growth };
  for (const field of ['active', 'pending', 'debt', 'growth'] as const)
    if (of(field) !== told[field])
      bad.push(`P1 ${_id}: ${field} ${told[field]}, the entries say ${of(field)}`);
  if (Math.min(own.active, own.pending, own.debt, growth) < 0) bad.push(`P1 ${_id}: below 0`);
  if (own.active > 0 && own.debt > 0) bad.push(`P1 ${_id}: spendable points beside a debt`);
  if (sum(own.lots.map(({ qty }) => qty)) !== own.active + held)
    bad.push(`P1 ${_id}: the lots are not what is there`);
  if (own.lots.some(({ qty }) => qty <= 0)) bad.push(`P1 ${_id}: an empty lot`);
  return bad;
}
