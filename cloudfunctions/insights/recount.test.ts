import { expect, test } from 'vitest';
import { businessDayOf, HOUR_MS } from '#shared/domain/time';
import type { OrderDoc, RefundDoc } from '#shared/model/docs';
import { giveMoney } from '../assets/testing';
import { fullOff, putLive } from '../campaigns/testing';
import { seeded } from '../kit/testing';
import { main as acceptOrder } from '../orders/acceptOrder';
import { main as cancelOrder } from '../orders/cancelOrder';
import { main as finishPick } from '../orders/finishPick';
import { ofShop, paidOrder } from '../orders/payment/testing';
import { main as previewCart } from '../orders/previewCart';
import { STORE } from '../orders/testing';
import { boardWorld, type BoardWorld } from './testing';

interface Book {
  salesFen: number;
  refundFen: number;
  orders: number;
}

/** The same figures from the orders and refunds themselves. */
function recount({ db }: BoardWorld): Map<string, Book> {
  const books = new Map<string, Book>();
  const at = (time: number): Book => {
    const day = businessDayOf(time);
    const book = books.get(day) ?? { salesFen: 0, refundFen: 0, orders: 0 };
    books.set(day, book);
    return book;
  };
  for (const { paidAt, lines } of db.rows('orders')) {
    if (paidAt === null) continue;
    const book = at(paidAt);
    book.orders += 1;
    for (const { payFen } of lines) book.salesFen += payFen;
  }
  for (const refund of db.rows('refunds')) {
    const fen = goodsOf(db.row('orders', refund.orderId), refund);
    at(refund.createdAt).refundFen += fen;
    at(refund.createdAt).salesFen -= fen;
  }
  return books;
}

const goodsOf = (order: OrderDoc | undefined, { of }: RefundDoc): number =>
  (of?.units ?? []).reduce(
    (fen, { line, unit }) => fen + (order?.lines[line]?.unitsFen[unit] ?? 0),
    0,
  );

test('sales are what was paid less what was given back, each on its own day; a recount says the same', async () => {
  const w = boardWorld({ pieces: 900 });
  const random = seeded(7);
  putLive(w, 'c1', [fullOff('pr_5')]);
  giveMoney(w, w.buyer.id, 20_000, 2_000);
  const open: string[] = [];
  for (let i = 0; i < 40; i += 1) {
    const qty = 1 + Math.floor(random() * 4);
    const cart = { storeId: STORE, mode: 'pickup' as const, lines: [{ skuId: 'tea', qty }] };
    const useWallet = random() < 0.4;
    const { quote } = await w.ok(previewCart, { ...cart, useWallet }, w.buyer);
    const wish = { lines: cart.lines, useWallet, expectedPayableFen: quote.payableFen };
    open.push(
      quote.tender.providerFen > 0 ? await paidOrder(w, wish) : (await w.place(wish)).orderId,
    );
    w.clock.advance(Math.floor(random() * 5) * HOUR_MS);
    if (random() < 0.4) await giveBack(w, open.shift() ?? '', random());
  }
  while ((await w.run()).handled > 0);

  const books = new Map(w.db.rows('salesDays').map((book) => [book.day, book]));
  const truth = recount(w);
  expect(truth.size).toBeGreaterThan(2);
  expect([...books.keys()].toSorted()).toEqual([...truth.keys()].toSorted());
  for (const [day, figures] of truth) expect(books.get(day)).toMatchObject(figures);
  expect([...truth.values()].some(({ refundFen }) => refundFen > 0)).toBe(true);
  for (const { salesFen, hours, skus } of books.values()) {
    expect(Object.values(hours).reduce((a, b) => a + b, 0)).toBe(salesFen);
    expect(Object.values(skus).reduce((sum, { fen }) => sum + fen, 0)).toBe(salesFen);
  }
  const [day] = [...truth.keys()].toSorted();
  expect((await w.board(day)).today).toMatchObject(truth.get(day ?? '') ?? {});
});

/** The whole order, or two pieces the shop does not find. */
async function giveBack(w: BoardWorld, orderId: string, chance: number): Promise<void> {
  if (chance < 0.5) {
    await w.ok(cancelOrder, { requestId: w.requestId(), orderId }, w.buyer);
    return;
  }
  await w.ok(acceptOrder, ofShop(w, orderId), w.clerk);
  const qty = w.doc(orderId).lines[0]?.qty ?? 0;
  const picked = [{ lineId: 'l1', qty: Math.max(0, qty - 2) }];
  await w.ok(finishPick, { ...ofShop(w, orderId), picked }, w.clerk);
}

test('money of the wallet counts when it is spent, not when it is topped up', async () => {
  const w = boardWorld();
  giveMoney(w, w.buyer.id, 5_000);
  await w.run();
  expect(w.db.rows('salesDays')).toEqual([]);
  await w.place({ useWallet: true, expectedPayableFen: 1_200 });
  await w.run();
  expect(w.db.row('salesDays', `${STORE}:2026-11-22`)).toMatchObject({
    salesFen: 1_200,
    orders: 1,
  });
});

test('a day that gives back more than it takes stands below zero', async () => {
  const w = boardWorld();
  const orderId = await w.buy(2);
  w.clock.advance(24 * HOUR_MS);
  await w.ok(cancelOrder, { requestId: w.requestId(), orderId }, w.buyer);
  await w.run();
  expect(await w.board('2026-11-22')).toMatchObject({ today: { salesFen: 2_400, refundFen: 0 } });
  const today = await w.board('2026-11-23');
  expect(today).toMatchObject({
    today: { salesFen: -2_400, refundFen: 2_400, orders: 0 },
    topProducts: [],
    averageFen: null,
  });
});
