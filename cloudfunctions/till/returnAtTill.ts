import { returnAtTill } from '#shared/contracts/counter';
import { deskOf } from '#shared/domain/aftersales/flow';
import { planOf, unitsFor } from '#shared/domain/aftersales/pieces';
import { REASON_RULES } from '#shared/domain/aftersales/policy';
import { money, sum } from '#shared/domain/money';
import { takenUnits } from '../aftersales/claim';
import { newCase } from '../aftersales/newCase';
import { payBack } from '../aftersales/payBack';
import { policyNow, policyOf } from '../aftersales/policies';
import { restock } from '../aftersales/restock';
import { mayApproveAs, personOf, shopDesk } from '../aftersales/shopDesk';
import { serve } from '../kit/serve';
import { tellSoon } from '../orders/tellSoon';
import { payOut } from './payOut';
import { mustBeInTime } from './returning';

/**
 * Goods come back over the counter with their slip: a case that is opened, decided and done in one transaction.
 * What was paid in cash leaves the drawer at once; wallet, points and WeChat get theirs by the one way refunds
 * have. A cashier decides up to the service desk's limit, the manager up to the own.
 */
export const main = serve(returnAtTill, async (input, ctx) => {
  const { storeId, orderId, sessionId, reason, note, lines, expectedFen } = input;
  const found = await ctx.db.get('orders', orderId);
  if (found?.storeId !== storeId || found.status !== 'completed') return ctx.refuse('NOT_FOUND');
  if (lines.some(({ qty, sellable }) => sellable > qty)) return ctx.refuse('COUNT_WRONG');
  const lineIds = lines.map(({ lineId }) => lineId);
  if (new Set(lineIds).size !== lineIds.length) return ctx.refuse('COUNT_WRONG');
  await mustBeInTime(ctx, found, lineIds, reason);
  const [{ policy }, soldUnder, store] = await Promise.all([
    policyNow(ctx),
    policyOf(ctx, found.policyVersion),
    ctx.db.get('stores', storeId),
  ]);
  if (!store) return ctx.refuse('NOT_FOUND');
  const caseId = ctx.derive('as', 'returnAtTill', ctx.me.id, input.requestId);
  const by = personOf(ctx);
  const done = await ctx.write(async (tx) => {
    const order = await tx.get('orders', orderId);
    if (!order) return ctx.refuse('NOT_FOUND');
    const units = unitsFor(order.lines, takenUnits(order), lines);
    if (!units) return ctx.refuse('NOT_FREE');
    const { fault, text } = REASON_RULES[reason];
    const plan = planOf(order, units, fault, ctx.now);
    const askedFen = plan?.refundFen ?? 0;
    if (!plan || askedFen !== expectedFen)
      return ctx.refuse('AMOUNT_CHANGED', { detail: { refundFen: askedFen } });
    const needed = deskOf('applied', askedFen, policy);
    if (!mayApproveAs(shopDesk(ctx, storeId) ?? 'service', needed))
      return ctx.refuse('OVER_LIMIT', { detail: { desk: needed } });
    const cashFen = order.pos?.by === 'cash' ? plan.back.providerFen : 0;
    const session =
      sessionId === null || cashFen === 0 ? undefined : await tx.get('tillSessions', sessionId);
    if (cashFen > 0) {
      if (session?.storeId !== storeId || session.status !== 'open')
        return ctx.refuse('TILL_CLOSED');
      if (session.cashFen < cashFen) return ctx.refuse('NOT_ENOUGH');
    }

    const asked = { caseId, kind: 'return', reason, note, units, askedFen, forHq: false } as const;
    const doc = newCase(order, store, soldUnder, {
      ...asked,
      units,
      photos: [],
      gifts: [],
      now: ctx.now,
    });
    const good = lines.flatMap(({ lineId, sellable }) => {
      const line = order.lines.find((one) => one.lineId === lineId);
      return line ? [{ skuId: line.skuId, qty: sellable }] : [];
    });
    await restock(tx, doc, storeId, good, by.id, ctx.now);
    const back = await payBack(tx, ctx, order, doc, units);
    const told = `柜台退货：${text}，退款 ${money(back.refundFen)}`;
    await tx.insert('afterSales', {
      ...doc,
      ...back,
      status: 'refunded',
      respondBy: null,
      received: { storeId, storeName: store.name, at: ctx.now, by: by.id },
      approvals: [{ by: by.id, name: by.name, at: ctx.now }],
      decision: { by: 'human', name: by.name, text: told, at: ctx.now },
      decidedAt: ctx.now,
      steps: [{ at: ctx.now, text: told, by: by.name }],
    });
    const refund = back.refundId === null ? undefined : await tx.get('refunds', back.refundId);
    if (session && refund?.cash) await payOut(tx, ctx, session, refund);
    const restocked = sum(good.map(({ qty }) => qty));
    tx.audit({
      target: 'afterSales',
      targetId: caseId,
      storeId,
      before: null,
      after: { orderNo: order.no, refundFen: back.refundFen, cashFen, restocked },
      reason: note === '' ? text : note,
    });
    return { caseId, refundFen: back.refundFen, cashFen, restocked };
  });
  await tellSoon(ctx);
  return done;
});
