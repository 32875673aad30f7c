import { explode } from '../../shared/domain/bundle';
import { isLive } from '../../shared/domain/order';
import { onHandOf } from '../../shared/domain/stock';
import type { AfterSaleDoc, OrderDoc, StockDoc, TransferDoc } from '../../shared/model/docs';
import type { Rows } from '../invariants';

const add = (map: Map<string, number>, key: string, n: number) =>
  map.set(key, (map.get(key) ?? 0) + n);

/** Pieces promised by live orders, transfers not shipped yet and exchanges not fetched yet, by stock id. */
function promises(
  orders: readonly OrderDoc[],
  transfers: readonly TransferDoc[],
  cases: readonly AfterSaleDoc[],
) {
  const promised = new Map<string, number>();
  for (const order of orders.filter((o) => isLive(o.status)))
    for (const { skuId: sold, qty, picked, components } of order.lines)
      for (const [skuId, n] of explode(
        [{ skuId: sold, qty: picked ?? qty }],
        () => components ?? [],
      ))
        add(promised, `${order.storeId}:${skuId}`, n);
  for (const transfer of transfers.filter((t) => t.status === 'approved'))
    for (const line of transfer.lines)
      add(promised, `${transfer.fromStoreId}:${line.skuId}`, line.approved);
  for (const { swap } of cases)
    for (const { skuId, qty } of swap?.pieces ?? [])
      add(promised, `${swap?.storeId}:${skuId}`, qty);
  return promised;
}

export function brokenStock(db: Rows, swept: boolean): string[] {
  const bad: string[] = [];
  const orders = db.rows('orders');
  const liveHolds = new Set(orders.filter((o) => isLive(o.status)).map((o) => o.holdId));
  const promised = promises(orders, db.rows('transfers'), db.rows('afterSales'));
  const moved = new Map<string, number>();
  for (const move of db.rows('stockMoves')) add(moved, `${move.storeId}:${move.skuId}`, move.qty);

  for (const stock of db.rows('stock')) {
    bad.push(...figures(stock));
    const settled = settledOf(stock, liveHolds);
    const due = (promised.get(stock._id) ?? 0) - settled;
    if (stock.reserved !== due)
      bad.push(
        `S2 ${stock._id}: ${stock.reserved} reserved, ${due} promised to orders and transfers`,
      );
    const pieces = onHandOf(stock);
    const journal = moved.get(stock._id) ?? 0;
    if (pieces !== journal)
      bad.push(`S3 ${stock._id}: ${pieces} pieces, the journal says ${journal}`);
    if (swept && stock.holds.length > 0) bad.push(`D2 ${stock._id}: a hold was left behind`);
    promised.delete(stock._id);
  }
  bad.push(...brokenSheets(db), ...brokenDocs(db));
  for (const [id, n] of promised) if (n > 0) bad.push(`S2 ${id}: ${n} promised, no stock document`);
  return bad;
}

/** Pieces of live orders that are still on hold (the checkout was cut before it settled). */
const settledOf = (stock: StockDoc, liveHolds: ReadonlySet<string>): number =>
  stock.holds.filter(({ id }) => liveHolds.has(id)).reduce((n, hold) => n + hold.qty, 0);

function figures({
  _id,
  available,
  reserved,
  inTransitIn,
  specialSold,
  holds,
}: StockDoc): string[] {
  const bad: string[] = [];
  for (const [name, n] of Object.entries({ available, reserved, inTransitIn, specialSold }))
    if (!Number.isSafeInteger(n) || n < 0) bad.push(`S1 ${_id}: ${name} is ${n}`);
  for (const hold of holds) if (hold.qty <= 0) bad.push(`S1 ${_id}: a hold of ${hold.qty}`);
  const attempts = new Set(holds.map(({ id }) => id));
  if (attempts.size !== holds.length) bad.push(`S1 ${_id}: one attempt holds twice`);
  return bad;
}

/** Count sheets: a booked line has exactly its move, an unbooked one none; a void sheet moved nothing. */
function brokenSheets(db: Rows): string[] {
  const bad: string[] = [];
  const sheets = new Map(db.rows('stockCounts').map((sheet) => [sheet._id, sheet]));
  const moved = new Map<string, number>();
  for (const move of db.rows('stockMoves').filter((m) => m.refType === 'stockCount'))
    add(moved, `${move.refId}:${move.skuId}`, move.qty);
  const booked = new Map<string, number>();
  for (const { _id, countId, booked: n } of db.rows('countLines')) {
    if (n !== null) add(booked, countId, 1);
    if ((moved.get(_id) ?? 0) !== (n ?? 0))
      bad.push(`S4 ${_id}: booked ${String(n)}, the journal says ${moved.get(_id) ?? 0}`);
    moved.delete(_id);
  }
  for (const id of moved.keys()) bad.push(`S4 ${id}: a move without its count line`);
  for (const sheet of sheets.values()) {
    const n = booked.get(sheet._id) ?? 0;
    if (sheet.booked !== n) bad.push(`S4 ${sheet._id}: ${sheet.booked} booked, lines say ${n}`);
    if (sheet.status === 'void' && n > 0) bad.push(`S4 ${sheet._id}: void, yet booked`);
  }
  return bad;
}

/** Stock documents: waiting and refused ones moved nothing, booked ones what they say; lots are whole pieces. */
function brokenDocs(db: Rows): string[] {
  const bad: string[] = [];
  const moved = new Map<string, number>();
  for (const move of db.rows('stockMoves').filter((m) => m.refType === 'stockDoc'))
    add(moved, `${move.refId}:${move.skuId}`, move.qty);
  for (const { _id, lines, state = 'booked', by, decided } of db.rows('stockDocs')) {
    for (const { skuId, before, after } of lines) {
      const due = state === 'booked' ? after - before : 0;
      const n = moved.get(`${_id}:${skuId}`) ?? 0;
      if (n !== due) bad.push(`S5 ${_id} ${skuId}: ${state}, due ${due}, moved ${n}`);
    }
    if (decided && decided.by === by) bad.push(`S5 ${_id}: signed by whoever wrote it`);
  }
  for (const { _id, lots } of db.rows('stockLots'))
    for (const { qty } of lots)
      if (!Number.isSafeInteger(qty) || qty <= 0) bad.push(`S6 ${_id}: a lot of ${qty}`);
  return bad;
}
