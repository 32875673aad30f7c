import { applyAfterSale } from '#shared/contracts/aftersales';
import { autoVerdict } from '#shared/domain/aftersales/auto';
import { giftsFor, inTime, planOf, unitsFor } from '#shared/domain/aftersales/pieces';
import { KIND_TEXT, REASON_RULES } from '#shared/domain/aftersales/policy';
import { DAY_MS } from '#shared/domain/time';
import { gte } from '../kit/conditions';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { ownOrder } from '../orders/checkout/ownOrder';
import { tellSoon } from '../orders/tellSoon';
import { claimUnits, takenUnits } from './claim';
import { caseGifts, newCase } from './newCase';
import { broughtOf, payBack } from './payBack';
import { isOwnFile } from '../kit/ownFile';
import { policyNow, policyOf } from './policies';
import { soldOrder } from './soldOrder';
import { tellCase } from './step';

const RECENT_DAYS = 30;

/**
 * Opens a case for pieces of an order that was handed over. The order document is read and written in the
 * same transaction, so two applications at once cannot name one piece twice. What the decision table allows
 * is refunded at once.
 */
export const main = serve(applyAfterSale, async (input, ctx) => {
  const { orderId, kind, reason, note, photos, expectedFen } = input;
  const { id: memberId } = shopperOf(ctx);
  const { fault, kinds } = REASON_RULES[reason];
  if (!kinds.includes(kind)) return ctx.refuse('WRONG_KIND');
  if (!photos.every((id) => isOwnFile(id, memberId))) return ctx.refuse('NOT_YOUR_FILE');
  const seen = soldOrder(ctx, await ownOrder(ctx, memberId, orderId));
  const [policy, current, store, recent, skus] = await Promise.all([
    policyOf(ctx, seen.policyVersion),
    policyNow(ctx),
    ctx.db.get('stores', seen.storeId),
    ctx.db.count('afterSales', { memberId, createdAt: gte(ctx.now - RECENT_DAYS * DAY_MS) }),
    byId(
      ctx.db,
      'skus',
      seen.lines.map(({ skuId }) => skuId),
    ),
  ]);
  if (!store) return ctx.refuse('NOT_FOUND');
  for (const { lineId } of input.lines) {
    const skuId = seen.lines.find((line) => line.lineId === lineId)?.skuId ?? '';
    const categoryId = skus.get(skuId)?.categoryId ?? '';
    if (!inTime(policy, reason, categoryId, seen.completedAt, ctx.now))
      return ctx.refuse('TOO_LATE', { detail: { lineId } });
  }
  const caseId = ctx.newId('as');
  const done = await ctx.write(async (tx) => {
    const found = await tx.get('orders', orderId);
    if (!found) return ctx.refuse('NOT_FOUND');
    const order = soldOrder(ctx, found);
    const units = unitsFor(order.lines, takenUnits(order), input.lines);
    if (!units) return ctx.refuse('NOT_FREE');
    // Only goods that come back bring their gifts along; an exchange leaves the sale as it was.
    const gifts =
      kind === 'return' ? caseGifts(order, giftsFor(order, units), input.keptGifts) : [];
    const brought = kind === 'return' ? broughtOf(gifts) : undefined;
    const askedFen = planOf(order, units, fault, ctx.now, brought)?.refundFen ?? 0;
    const refundFen = kind === 'exchange' ? 0 : askedFen;
    if (refundFen !== expectedFen) return ctx.refuse('AMOUNT_CHANGED', { detail: { refundFen } });
    const forHq = askedFen > current.policy.managerFen;
    const asked = {
      caseId,
      kind,
      reason,
      note,
      units,
      askedFen,
      forHq,
      photos,
      gifts,
      now: ctx.now,
    };
    // How fast the shop answers is promised by the policy of the order, what a machine may pay by today's.
    const doc = newCase(order, store, policy, asked);
    const verdict = autoVerdict(current.policy.auto, { kind, reason, fen: askedFen, recent });
    if (!verdict.refund) {
      await claimUnits(tx, order, caseId, units);
      await tx.insert('afterSales', doc);
      tellCase(tx, doc, 'shop', `${KIND_TEXT[kind]}：${REASON_RULES[reason].text}`, ctx.now);
      return { caseId, status: doc.status };
    }
    const money = await payBack(tx, ctx, order, doc, units);
    const text = `自动同意：${verdict.why}`;
    await tx.insert('afterSales', {
      ...doc,
      ...money,
      status: 'refunded',
      respondBy: null,
      decision: { by: 'rule', name: '系统', text, at: ctx.now },
      decidedAt: ctx.now,
      steps: [...doc.steps, { at: ctx.now, text, by: '系统' }],
    });
    return { caseId, status: 'refunded' as const };
  });
  await tellSoon(ctx);
  return done;
});
