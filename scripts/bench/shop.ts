import { setTimeout as sleep } from 'node:timers/promises';
import { newRequest, type Client } from './client';

export const STORE = 'hz01';
const MANAGER = 'oStaffZhouQin01';
/** A person looks at the payment sheet, then the page asks how it went: as often as the mini-program's does. */
const ASK_MS = 1_000;

/** Goods of the shop at everyday price, with shelves filled through the shop's own stock entry. */
export async function stockUp({ must }: Client, pieces: number): Promise<string[]> {
  const shelf = await must('oBench', 'listShelf', { storeId: STORE, limit: 60 });
  const goods = shelf.items
    .filter(({ stock, special }) => stock === 'plenty' && special === null)
    .map(({ skuId }) => skuId);
  for (let from = 0; from < goods.length; from += 50) {
    const lines = goods.slice(from, from + 50).map((skuId) => ({ skuId, qty: pieces }));
    const entry = { requestId: newRequest(), storeId: STORE, kind: 'receive' as const, lines };
    await must(MANAGER, 'recordStock', { ...entry, reason: 'bench' });
  }
  return goods;
}

export interface Bought {
  readonly placeMs: number;
  /** From the first look at the price to the order the callback made paid. */
  readonly totalMs: number;
}

/** The bench's shoppers, one an order. */
export const openidOf = (i: number): string => `oBench${i}`;

/**
 * A complete order of two products: priced, placed, paid, booked by the payment company's callback. With `spends`
 * the shopper uses whatever is in the purse: coupons, points, wallet; the rest is paid.
 */
export async function buyOne(
  { must, agree }: Client,
  openid: string,
  skuIds: readonly string[],
  spends: boolean,
): Promise<Bought> {
  const lines = skuIds.map((skuId) => ({ skuId, qty: 1 }));
  const cart = { storeId: STORE, mode: 'pickup' as const, lines, useWallet: spends };
  const from = performance.now();
  const wishes = spends ? { ...cart, points: 'most' as const } : cart;
  const { quote, couponIds } = await must(openid, 'previewCart', wishes);
  const before = performance.now();
  const { payableFen: expectedPayableFen, points } = quote;
  const agreed = { ...cart, couponIds, points, expectedPayableFen };
  const { orderId } = await must(openid, 'placeOrder', { ...agreed, requestId: newRequest() });
  const placeMs = performance.now() - before;
  const { payment } = await must(openid, 'payOrder', { orderId });
  if (!payment) throw new Error('nothing to pay');
  await agree(payment.package.replace('prepay_id=', ''));
  for (;;) {
    await sleep(ASK_MS);
    const { status } = await must(openid, 'getOrder', { orderId });
    if (status !== 'pendingPay') return { placeMs, totalMs: performance.now() - from };
  }
}

/** Many buyers at once for few pieces; answers how often each answer was given. */
export async function rush(
  { must, call }: Client,
  skuId: string,
  buyers: number,
  pieces: number,
): Promise<Record<string, number>> {
  const promised = await promisedOf({ must }, skuId);
  await must(MANAGER, 'recordStock', {
    requestId: newRequest(),
    storeId: STORE,
    kind: 'count',
    // A count may not fall below what is promised to orders already.
    lines: [{ skuId, qty: promised + pieces }],
    reason: 'bench',
  });
  const { priceFen } = await must('oBench', 'getProduct', { storeId: STORE, skuId });
  const replies = await Promise.all(
    Array.from({ length: buyers }, (_, i) =>
      call(`oRush${i}`, 'placeOrder', {
        requestId: newRequest(),
        storeId: STORE,
        mode: 'pickup',
        lines: [{ skuId, qty: 1 }],
        expectedPayableFen: priceFen,
      }),
    ),
  );
  const outcomes: Record<string, number> = {};
  for (const reply of replies) {
    const key = reply.ok ? 'ordered' : reply.code;
    outcomes[key] = (outcomes[key] ?? 0) + 1;
  }
  return outcomes;
}

async function promisedOf({ must }: Pick<Client, 'must'>, skuId: string): Promise<number> {
  for (let cursor: string | undefined; ;) {
    const asked = { storeId: STORE, ...(cursor === undefined ? {} : { cursor }) };
    const page = await must(MANAGER, 'listStock', asked);
    const found = page.items.find((item) => item.skuId === skuId);
    if (found) return found.reserved;
    if (page.next === undefined) throw new Error(`no stock of ${skuId}`);
    cursor = page.next;
  }
}
