import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import type { FaultKind } from '../kit/db/memory/faults';
import { seeded, type Caller } from '../kit/testing';
import { main as acceptOrder } from './acceptOrder';
import { main as cancelOrder } from './cancelOrder';
import { main as finishPick } from './finishPick';
import { notify, ofShop } from './payment/testing';
import { main as payOrder } from './payOrder';
import { main as placeOrder } from './placeOrder';
import { main as previewCart } from './previewCart';
import { giveMoney, givePoints } from '../assets/testing';
import { fullOff, putLive } from '../campaigns/testing';
import { aTemplate, giveCoupon } from '../coupons/testing';
import { shopWorld, type ShopWorld } from './testing';
import { main as timeoutOrders } from './timeoutOrders';

const HISTORIES = 250;
const KINDS: FaultKind[] = ['crashBefore', 'crashAfter', 'fail', 'lost'];

/** Database calls of all actors wait here; chance says whose turn it is. */
function scheduler(random: () => number) {
  const waiting: (() => void)[] = [];
  const turn = () => {
    const [go] = waiting.splice(Math.floor(random() * waiting.length), 1);
    go?.();
    if (waiting.length > 0) setImmediate(turn);
  };
  return () =>
    new Promise<void>((go) => {
      waiting.push(go);
      if (waiting.length === 1) setImmediate(turn);
    });
}

/** How often each outcome must at least have been met. */
const FLOORS: [string, number][] = [
  ['placed', 300],
  ['OUT_OF_STOCK', 100],
  ['cancelled, unpaid', 50],
  ['cancelled, refunded', 20],
  ['PRICE_CHANGED', 5],
  ['placed, paid by the wallet', 5],
  ['cancel TOO_LATE', 3],
  ['ready', 10],
  ['cancelled', 5],
  ['fault', 100],
];

/** What the histories have seen, so that a clean run is known to have tried something. */
const seen = new Map<string, number>();
const note = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

const cancelledWith = (refundFen: number): string =>
  refundFen > 0 ? 'cancelled, refunded' : 'cancelled, unpaid';

/** A shopper with a bad connection: places (twice), pays, and perhaps thinks better of it. */
async function shopper(world: ShopWorld, who: Caller, random: () => number) {
  const wishes = { points: 'most' as const, useWallet: random() < 0.6 };
  const seen = await world.call(previewCart, { ...world.order(), couponIds: null, ...wishes }, who);
  if (!seen.ok) return note(seen.code);
  const { quote, couponIds } = seen.data;
  const { points, payableFen } = quote;
  const input = world.order({ ...wishes, couponIds, points, expectedPayableFen: payableFen });
  const tries = await Promise.all([
    world.call(placeOrder, input, who),
    world.call(placeOrder, input, who),
  ]);
  for (const reply of tries) if (!reply.ok) note(reply.code);
  const again = tries.find((reply) => reply.ok) ?? (await world.call(placeOrder, input, who));
  note(again.ok ? 'placed' : 'refused');
  if (!again.ok) return;
  if (again.data.status === 'paid') note('placed, paid by the wallet');
  const { orderId } = again.data;
  const cancel = { requestId: world.requestId(), orderId };
  const leave = async () => {
    const reply = await world.call(cancelOrder, cancel, who);
    note(reply.ok ? cancelledWith(reply.data.refundFen) : `cancel ${reply.code}`);
  };
  const pay = async () => {
    await world.call(payOrder, { orderId }, who);
    const payment = world.db.rows('payments').find((p) => p.orderId === orderId);
    const open = payment && world.pay.payments.get(payment._id)?.state.state === 'NOTPAY';
    if (!open || random() < 0.2) return;
    world.pay.settle(payment._id);
    const copies = [0, 1].map(() => notify(world, world.pay.callback(payment._id)));
    await Promise.all(copies);
  };
  const mood = random();
  if (mood < 0.3) await Promise.all([pay(), leave()]);
  else if (mood < 0.6) await pay();
  else if (mood < 0.8) await pay().then(leave);
  else await leave();
}

/** A clerk who accepts and picks whatever is paid, not finding everything. */
async function clerk(world: ShopWorld, random: () => number) {
  for (const order of world.db.rows('orders').filter(({ status }) => status === 'paid')) {
    const accepted = await world.call(acceptOrder, ofShop(world, order._id), world.clerk);
    if (!accepted.ok) continue;
    const qty = random() < 0.3 ? 0 : 1;
    const picked = [{ lineId: 'l1', qty }];
    const reply = await world.call(
      finishPick,
      { ...ofShop(world, order._id), picked },
      world.clerk,
    );
    if (reply.ok) note(reply.data.status);
  }
}

/** The shop's day beside them: timers overlap, the clerk looks again and again. */
async function shift(world: ShopWorld, random: () => number) {
  const timer = () => world.call(timeoutOrders, {}, world.as.timer());
  for (let look = 0; look < 4; look += 1) {
    await Promise.all([timer(), timer()]);
    await clerk(world, random);
  }
}

async function history(seed: number): Promise<string[]> {
  const random = seeded(seed);
  const world = shopWorld({ pieces: 3, seed, point: scheduler(random) });
  const people = Array.from({ length: 5 }, (_, i) => world.as.shopper(`p${i}`));
  const budgetLeftFen = 250;
  const tiers = [{ fromFen: 1_000, fromQty: 0, offFen: 100 }];
  putLive(world, 'ca_1', [fullOff('pr_1', { tiers, budgetLeftFen })]);
  for (const [i, { id }] of people.entries()) {
    if (i < 4) giveCoupon(world, id, aTemplate('five'));
    if (i > 0) giveMoney(world, id, 200 * i, 20 * i);
    if (i % 2 === 0) givePoints(world, id, 40);
  }
  if (seed % 4 !== 0) {
    const kind = KINDS[Math.floor(random() * KINDS.length)] ?? 'lost';
    world.db.faults.arm(1 + Math.floor(random() * 120), kind);
  }
  const timer = () => world.call(timeoutOrders, {}, world.as.timer());
  await Promise.all([...people.map((who) => shopper(world, who, random)), shift(world, random)]);
  if (world.db.faults.struck) note('fault');
  world.clock.advance(3 * MINUTE_MS);
  await Promise.all([timer(), timer(), clerk(world, random)]);
  const midway = checkWorld(world.db);
  world.db.faults.clear();
  // The payment company calls until it is heard; the timers get their turns.
  for (const [id, { state }] of world.pay.payments)
    if (state.state === 'SUCCESS') await notify(world, world.pay.callback(id));
  for (const pause of [20 * MINUTE_MS, HOUR_MS]) {
    world.clock.advance(pause);
    await Promise.all([timer(), timer()]);
  }
  return [...midway, ...checkWorld(world.db, { swept: true, pay: world.pay })];
}

describe('random histories of shoppers, clerks, timers and faults', () => {
  test(`${HISTORIES} of them leave a sound world`, async () => {
    for (let seed = 1; seed <= HISTORIES; seed += 1)
      expect({ seed, broken: await history(seed) }).toEqual({ seed, broken: [] });
    // A clean run that never refunded proves nothing.
    const rare = FLOORS.filter(([what, floor]) => (seen.get(what) ?? 0) < floor);
    expect({ rare, seen: [...seen] }).toMatchObject({ rare: [] });
  }, 300_000);
});
