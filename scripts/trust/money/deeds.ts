import type { Out } from '#shared/contracts/kit';
import type { placeOrder as Placing } from '#shared/contracts/orders';
import { main as refundTopUp } from '../../../cloudfunctions/assets/refundTopUp';
import { main as topUp } from '../../../cloudfunctions/assets/topUp';
import { main as topUpAtTill } from '../../../cloudfunctions/assets/topUpAtTill';
import type { Caller } from '../../../cloudfunctions/kit/testing';
import { main as acceptOrder } from '../../../cloudfunctions/orders/acceptOrder';
import { main as cancelOrder } from '../../../cloudfunctions/orders/cancelOrder';
import { main as finishPick } from '../../../cloudfunctions/orders/finishPick';
import { main as getOrder } from '../../../cloudfunctions/orders/getOrder';
import { main as payOrder } from '../../../cloudfunctions/orders/payOrder';
import { notify, ofShop } from '../../../cloudfunctions/orders/payment/testing';
import { main as placeOrder } from '../../../cloudfunctions/orders/placeOrder';
import { main as previewCart } from '../../../cloudfunctions/orders/previewCart';
import { main as redeemPickup } from '../../../cloudfunctions/orders/redeemPickup';
import { main as rejectOrder } from '../../../cloudfunctions/orders/rejectOrder';
import { STORE } from '../../../cloudfunctions/orders/testing';
import { complain, settleCase } from './afterSales';
import { ownerOf, type Town } from './town';

export type Deed = (town: Town, who: Caller) => Promise<void>;
const GOODS = ['tea', 'cake', 'milk', 'box'];

/** Fills a cart, looks at the price, places it twice at once (a bad connection), then pays, leaves or waits. */
const shop: Deed = async (town, who) => {
  const { world, random, upTo, seen } = town;
  const lines = GOODS.filter(() => random() < 0.45).map((skuId) => ({ skuId, qty: 1 + upTo(2) }));
  if (lines.length === 0) return;
  const wishes = { points: upTo(1) ? ('most' as const) : upTo(99), useWallet: random() < 0.6 };
  const cart = { storeId: STORE, mode: 'pickup' as const, lines, ...wishes };
  const looked = await world.call(previewCart, { ...cart, couponIds: null }, who);
  if (!looked.ok) return seen(`preview ${looked.code}`);
  const { quote, couponIds, canPlace } = looked.data;
  if (!canPlace) seen('cannot place');
  const input = world.order({
    ...cart,
    couponIds,
    points: quote.points,
    expectedPayableFen: quote.payableFen,
  });
  const tries = await Promise.all([0, 1].map(() => world.call(placeOrder, input, who)));
  const placed = tries.find((reply) => reply.ok) ?? (await world.call(placeOrder, input, who));
  if (!placed.ok) return seen(`place ${placed.code}`);
  seen('placed');
  if (quote.couponFen > 0) seen('with a coupon');
  if (quote.orderOffFen > 0) seen('with a campaign');
  if (quote.gifts.length > 0) seen('with a present');
  if (quote.points > 0) seen('with points');
  await after(town, who, placed.data);
};

async function after(
  { world, random, seen }: Town,
  who: Caller,
  { orderId, status }: Out<typeof Placing>,
): Promise<void> {
  const leave = async (): Promise<void> => {
    const reply = await world.call(cancelOrder, { requestId: world.requestId(), orderId }, who);
    seen(reply.ok ? `cancelled ${reply.data.refundFen > 0 ? 'refunded' : 'unpaid'}` : reply.code);
  };
  const pay = async (): Promise<void> => {
    await world.call(payOrder, { orderId }, who);
    const payment = world.db.rows('payments').find((p) => p.orderId === orderId);
    const open = payment && world.pay.payments.get(payment._id)?.state.state === 'NOTPAY';
    if (!open) return;
    world.pay.settle(payment._id);
    seen('captured');
    // The callback may be late (the timers or the company's next call find it), or come twice.
    if (random() < 0.2) return;
    await Promise.all([0, 1].map(() => notify(world, world.pay.callback(payment._id))));
  };
  if (status === 'paid') seen('paid by the wallet alone');
  const mood = random();
  if (mood < 0.25) await Promise.all([pay(), leave()]);
  else if (mood < 0.7) await pay();
  else if (mood < 0.85) await pay().then(leave);
  else await leave();
}

/** Works on one order at random: accepts, rejects, picks short, hands over. */
const serve: Deed = async ({ world, random, upTo, seen }) => {
  const paid = world.db.rows('orders').filter(({ status }) => status === 'paid');
  const order = paid[upTo(paid.length - 1)];
  if (!order) return;
  const of = () => ofShop(world, order._id);
  if (random() < 0.15) {
    const reply = await world.call(rejectOrder, { ...of(), reason: '卖完了' }, world.clerk);
    return seen(reply.ok ? 'rejected' : `reject ${reply.code}`);
  }
  const accepted = await world.call(acceptOrder, of(), world.clerk);
  if (!accepted.ok) return seen(`accept ${accepted.code}`);
  const picked = order.lines
    .filter(() => random() < 0.4)
    .map(({ lineId, qty }) => ({ lineId, qty: upTo(qty) }));
  const done = await world.call(finishPick, { ...of(), picked }, world.clerk);
  if (!done.ok) return seen(`pick ${done.code}`);
  seen(done.data.refundFen > 0 ? `short ${done.data.status}` : 'picked');
  const owner = ownerOf(world, order);
  if (!owner || done.data.status !== 'ready' || random() < 0.2) return;
  const mine = await world.call(getOrder, { orderId: order._id }, owner);
  const code = mine.ok ? mine.data.pickupCode : null;
  if (code === null) return;
  const scan = { requestId: world.requestId(), storeId: STORE, code };
  const given = await world.call(redeemPickup, scan, world.clerk);
  seen(given.ok ? 'handed over' : `hand over ${given.code}`);
};

/** A diligent hour: as many orders as wait. */
export const serveAll: Deed = async (town, who) => {
  const waiting = town.world.db.rows('orders').filter(({ status }) => status === 'paid');
  for (let i = 0; i < waiting.length; i += 1) await serve(town, who);
};

/** Tops up on the phone; the company calls once, twice or not at all. */
const fill: Deed = async ({ world, random, seen }, who) => {
  const input = { requestId: world.requestId(), planId: 'p100', storeId: STORE };
  const opened = await world.call(topUp, input, who);
  if (!opened.ok) return seen(`top up ${opened.code}`);
  const payment = world.db.rows('payments').find((p) => p.orderId === opened.data.topUpId);
  if (!payment || random() < 0.2) return;
  world.pay.settle(payment._id);
  seen('topped up');
  if (random() < 0.8)
    await Promise.all([0, 1].map(() => notify(world, world.pay.callback(payment._id))));
};

const fillAtTill: Deed = async ({ world, cashier, seen }, who) => {
  const ask = { requestId: world.requestId(), storeId: STORE, memberId: who.id };
  const till = { ...ask, planId: 'p100', via: 'cash' as const };
  const replies = await Promise.all([0, 1].map(() => world.call(topUpAtTill, till, cashier)));
  if (replies.some(({ ok }) => ok)) seen('topped up at the till');
};

/** The newest top-up of somebody is taken back, if it still can be. */
const empty: Deed = async ({ world, seen }, who) => {
  const mine = world.db
    .rows('topUps')
    .filter(({ memberId, status }) => memberId === who.id && status === 'done');
  const last = mine.at(-1);
  const lot = world.db
    .row('assets', who.id)
    ?.wallet.lots.find(({ topUpId }) => topUpId === last?._id);
  if (!last || !lot) return;
  const asked = { requestId: world.requestId(), topUpId: last._id, reason: '不用了' };
  const input = { ...asked, expectedFen: lot.principalFen };
  const reply = await world.call(refundTopUp, input, world.as.hq(['hqFinance']));
  seen(reply.ok ? 'top-up taken back' : `take back ${reply.code}`);
};

export type Deeds = readonly (readonly [Deed, weight: number])[];
export const DEEDS: Deeds = [
  [shop, 10],
  [serve, 6],
  [fill, 2],
  [fillAtTill, 1],
  [empty, 1],
  [serveAll, 4],
  [complain, 2],
  [settleCase, 2],
];
/** The days after: goods come back while a few still buy. */
export const AFTERWARDS: Deeds = [
  [complain, 5],
  [settleCase, 8],
  [shop, 1],
];
