import { checkWorld } from '../../../tests/invariants';
import { wechatPay } from '../../../cloudfunctions/kit/pay/wechat';
import { main as notifyWechatPay } from '../../../cloudfunctions/orders/notifyWechatPay';
import { main as payOrder } from '../../../cloudfunctions/orders/payOrder';
import { outTradeNoOf } from '../../../cloudfunctions/orders/payment/testing';
import { shopWorld } from '../../../cloudfunctions/orders/testing';
import type { Suite } from '../suite';
import { company, type Call } from './company';
import { flips, forgeries } from './forgeries';

/** A shop whose company signs for real: an unpaid order, and what the company says of it. */
async function unpaid() {
  const world = shopWorld();
  const { config, call } = company();
  const platform = {
    ...world.platformOf(world.as.gateway().identity),
    pay: wechatPay(config, () => world.clock.now),
  };
  const { orderId, payableFen } = await world.place();
  await world.ok(payOrder, { orderId }, world.buyer);
  const outTradeNo = outTradeNoOf(world, orderId);
  const right = { outTradeNo, amountFen: payableFen, at: world.clock.now };
  return {
    world,
    make: call,
    right,
    orderId,
    hear: (event: Call) => notifyWechatPay.on(platform)(event),
    /** The company's own books say so too. */
    settle: () => world.pay.settle(outTradeNo),
  };
}

/**
 * Forged, replayed, stale, re-written and bit-turned callbacks are refused and change nothing; a good one is
 * booked once, however often it comes, by both kinds of key.
 */
export const callbacks: Suite = async ({ deep, seed }) => {
  const counts = { refused: 0, flips: 0, applied: 0, repeats: 0 };
  const broken: string[] = [];
  const here = await unpaid();
  const before = here.world.db.dump();
  const refuse = async (name: string, call: Call): Promise<void> => {
    const { statusCode } = await here.hear(call);
    if (statusCode === 200) broken.push(`accepted: ${name}`);
    else counts.refused += 1;
  };
  for (const { name, call } of forgeries(here.make, here.right)) {
    await refuse(name, call);
    if (here.world.db.dump() !== before) broken.push(`changed something: ${name}`);
  }
  const good = here.make(here.right);
  for (const { name, call } of flips(good, deep ? 100_000 : 5_200, seed)) {
    await refuse(name, call);
    counts.flips += 1;
  }
  if (here.world.db.dump() !== before)
    broken.push('a callback with a turned bit changed something');

  for (const signedBy of ['key', 'certificate'] as const)
    for (const copies of [1, 2, 50]) {
      const shop = await unpaid();
      shop.settle();
      const call = shop.make({ ...shop.right, signedBy });
      const answers = await Promise.all(Array.from({ length: copies }, () => shop.hear(call)));
      if (answers.some(({ statusCode }) => statusCode !== 200))
        broken.push(`${copies} good copies: refused`);
      const once = shop.world.db.dump();
      // Eight hours later the company's last copy comes, signed anew.
      shop.world.clock.advance(8 * 3_600_000);
      await shop.hear(shop.make({ ...shop.right, signedBy, at: shop.world.clock.now }));
      counts.repeats += copies;
      if (shop.world.db.dump() !== once) broken.push(`a late copy changed something (${signedBy})`);
      const paid = shop.world.doc(shop.orderId).status === 'paid';
      const events = shop.world.db.rows('outbox').filter(({ type }) => type === 'order.paid');
      if (paid && events.length === 1) counts.applied += 1;
      else broken.push(`${copies} copies (${signedBy}): paid ${paid}, told ${events.length} times`);
      broken.push(...checkWorld(shop.world.db, { pay: shop.world.pay }));
    }
  return {
    counts: { ...counts, broken: broken.length },
    floors: { refused: 5_000, flips: 5_000, applied: 6 },
    broken,
  };
};
