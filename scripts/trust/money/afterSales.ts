import type { Kind, Reason } from '#shared/domain/aftersales/policy';
import { main as appealAfterSale } from '../../../cloudfunctions/aftersales/appealAfterSale';
import { main as applyAfterSale } from '../../../cloudfunctions/aftersales/applyAfterSale';
import { main as decideAfterSale } from '../../../cloudfunctions/aftersales/decideAfterSale';
import { main as decideAfterSaleHq } from '../../../cloudfunctions/aftersales/decideAfterSaleHq';
import { main as previewRefund } from '../../../cloudfunctions/aftersales/previewRefund';
import { main as receiveReturn } from '../../../cloudfunctions/aftersales/receiveReturn';
import { main as withdrawAfterSale } from '../../../cloudfunctions/aftersales/withdrawAfterSale';
import type { Caller } from '../../../cloudfunctions/kit/testing';
import { STORE } from '../../../cloudfunctions/orders/testing';
import type { OrderDoc } from '../../../shared/model/docs';
import { ownerOf, type Town } from './town';

const WAYS: readonly (readonly [Kind, Reason])[] = [
  ['refundOnly', 'quality'],
  ['refundOnly', 'missing'],
  ['return', 'unwanted'],
  ['return', 'damaged'],
];
const pickOf = <T>({ upTo }: Town, from: readonly T[]): T | undefined =>
  from[upTo(from.length - 1)];

/** One piece or some pieces of an order that was handed over, as its owner chooses them. */
async function apply(town: Town, order: OrderDoc, owner: Caller): Promise<void> {
  const { world, upTo, seen } = town;
  const [kind, reason] = pickOf(town, WAYS) ?? WAYS[0] ?? ['refundOnly', 'quality'];
  const ask = { orderId: order._id, reason };
  const open = await world.call(previewRefund, ask, owner);
  if (!open.ok) return seen(`case preview ${open.code}`);
  const free = open.data.lines.filter((line) => line.free > 0);
  const some = free.filter(() => upTo(1) === 0);
  const one = pickOf(town, free);
  const lines = (some.length > 0 ? some : one ? [one] : []).map(({ lineId, free: most }) => ({
    lineId,
    qty: 1 + upTo(most - 1),
  }));
  if (lines.length === 0) return;
  const looked = await world.call(previewRefund, { ...ask, lines }, owner);
  if (!looked.ok) return seen(`case preview ${looked.code}`);
  const expectedFen = looked.data.refund?.refundFen ?? 0;
  const input = { ...ask, requestId: world.requestId(), kind, note: '', lines, expectedFen };
  // Twice at once: a bad connection must not open two cases.
  const replies = await Promise.all([0, 1].map(() => world.call(applyAfterSale, input, owner)));
  for (const reply of replies) seen(reply.ok ? `case ${reply.data.status}` : `apply ${reply.code}`);
}

/** An owner applies for pieces; sometimes twice at once for different ones that may be the same. */
export async function complain(town: Town): Promise<void> {
  const done = town.world.db.rows('orders').filter(({ status }) => status === 'completed');
  const order = pickOf(town, done);
  const owner = order && ownerOf(town.world, order);
  if (!order || !owner) return;
  await Promise.all(Array.from({ length: 1 + town.upTo(1) }, () => apply(town, order, owner)));
}

/** Somebody at a desk takes one open case a step on; its owner may take it back in the same moment. */
export async function settleCase(town: Town): Promise<void> {
  const { world, random, seen } = town;
  const cases = world.db
    .rows('afterSales')
    .filter(({ status }) => !['refunded', 'withdrawn', 'returnRefused'].includes(status));
  const doc = pickOf(town, cases);
  const order = doc && world.db.row('orders', doc.orderId);
  const owner = order && ownerOf(world, order);
  if (!doc || !owner) return;
  const of = { requestId: world.requestId(), caseId: doc._id };
  const deeds: Promise<void>[] = [];
  if (random() < 0.12)
    deeds.push(
      world
        .call(withdrawAfterSale, { ...of, requestId: world.requestId() }, owner)
        .then((reply) => {
          seen(reply.ok ? 'case withdrawn' : `withdraw ${reply.code}`);
        }),
    );
  if (doc.status === 'rejected') {
    const reply = await world.call(appealAfterSale, { ...of, text: '请再看看' }, owner);
    return seen(reply.ok ? 'case appealed' : `appeal ${reply.code}`);
  }
  if (doc.status === 'awaitingReturn') deeds.push(takeBack(town, doc._id));
  else {
    const verdict = { approve: random() < 0.8, text: '已核实' };
    const atHq = doc.status !== 'applied' || random() < 0.2;
    deeds.push(
      (atHq
        ? world.call(decideAfterSaleHq, { ...of, ...verdict }, world.as.hq(['hqOwner']))
        : world.call(decideAfterSale, { ...of, ...verdict, storeId: STORE }, world.clerk)
      ).then((reply) => seen(reply.ok ? `decided ${reply.data.status}` : `decide ${reply.code}`)),
    );
  }
  await Promise.all(deeds);
}

/** Goods come back, to the shop that sold them or another; some can be sold again, some are handed back. */
async function takeBack(town: Town, caseId: string): Promise<void> {
  const { world, upTo, seen } = town;
  const doc = world.db.row('afterSales', caseId);
  if (!doc) return;
  const lines = doc.lines.map(({ lineId, units }) => {
    const refused = upTo(3) === 0 ? upTo(units.length) : 0;
    const damaged = upTo(units.length - refused);
    return { lineId, sellable: units.length - refused - damaged, damaged, refused };
  });
  const elsewhere = upTo(2) === 0;
  const by = elsewhere
    ? world.as.staff({ roles: ['cashier'], storeId: 's2', name: '另一家店员' })
    : world.clerk;
  const storeId = elsewhere ? 's2' : STORE;
  const input = { requestId: world.requestId(), storeId, caseId, lines, text: '已验收' };
  const replies = await Promise.all([0, 1].map(() => world.call(receiveReturn, input, by)));
  for (const reply of replies)
    seen(
      reply.ok
        ? `took back ${reply.data.status}${elsewhere ? ' elsewhere' : ''}`
        : `receive ${reply.code}`,
    );
}

/**
 * Every piece of every order comes back one by one in random order. The order must then have given back
 * exactly what was paid for its goods, whatever reductions, tenders and cases came before.
 */
export async function allBack(town: Town): Promise<string[]> {
  const { world, seen } = town;
  const broken: string[] = [];
  for (const { _id, status } of world.db.rows('orders')) {
    if (status !== 'completed') continue;
    for (let turn = 0; turn < 40; turn += 1) {
      const order = world.db.row('orders', _id);
      const owner = order && ownerOf(world, order);
      if (!order || !owner) break;
      const asked = { orderId: _id, reason: 'quality' as const };
      const open = await world.call(previewRefund, asked, owner);
      const line =
        open.ok &&
        pickOf(
          town,
          open.data.lines.filter(({ free }) => free > 0),
        );
      if (!open.ok || !line) break;
      const lines = [{ lineId: line.lineId, qty: 1 }];
      const looked = await world.call(previewRefund, { ...asked, lines }, owner);
      const expectedFen = looked.ok ? (looked.data.refund?.refundFen ?? 0) : 0;
      const input = { ...asked, kind: 'refundOnly' as const, note: '', lines, expectedFen };
      const opened = await world.call(
        applyAfterSale,
        { ...input, requestId: world.requestId() },
        owner,
      );
      if (!opened.ok) {
        broken.push(`piece of ${_id}: ${opened.code}`);
        break;
      }
      if (opened.data.status === 'refunded') continue;
      const yes = {
        requestId: world.requestId(),
        caseId: opened.data.caseId,
        approve: true,
        text: '',
      };
      const told = await world.call(decideAfterSaleHq, yes, world.as.hq(['hqOwner']));
      if (!told.ok) broken.push(`case of ${_id}: ${told.code}`);
    }
    broken.push(...notAllBack(world.db.row('orders', _id), seen));
  }
  return broken;
}

function notAllBack(order: OrderDoc | undefined, seen: Town['seen']): string[] {
  if (!order || order.lines.some(({ gift, qty, unitsBack }) => !gift && unitsBack.length < qty))
    return [];
  seen('every piece back');
  const { payableFen, freightFen } = order.totals;
  const left = payableFen - freightFen - order.refundedFen;
  // Presents the shopper kept are paid for out of the last pieces.
  const most = (order.quote?.gifts ?? []).reduce(
    (sum, { skuId, listedFen }) => sum + (order.giftsCharged[skuId] ?? 0) * listedFen,
    0,
  );
  return left < 0 || left > most
    ? [`${order._id}: ${left} of its goods never went back, presents ${most}`]
    : [];
}
