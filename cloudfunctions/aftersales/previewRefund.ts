import { previewRefund } from '#shared/contracts/aftersales';
import { freeUnits, giftsFor, inTime, planOf, unitsFor } from '#shared/domain/aftersales/pieces';
import { REASONS, REASON_RULES } from '#shared/domain/aftersales/policy';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { byId } from '../kit/readAll';
import { ownOrder } from '../orders/checkout/ownOrder';
import { takenUnits } from './claim';
import { caseGifts } from './newCase';
import { broughtOf } from './payBack';
import { policyOf } from './policies';
import { soldOrder } from './soldOrder';

/** What may be applied for, and to the fen what the chosen pieces bring back. Changes nothing. */
export const main = serve(previewRefund, async (input, ctx) => {
  const { orderId, reason = 'quality', lines, kind, keptGifts } = input;
  const { id: memberId } = shopperOf(ctx);
  const order = soldOrder(ctx, await ownOrder(ctx, memberId, orderId));
  const [policy, skus] = await Promise.all([
    policyOf(ctx, order.policyVersion),
    byId(
      ctx.db,
      'skus',
      order.lines.map(({ skuId }) => skuId),
    ),
  ]);
  const taken = takenUnits(order);
  const units = unitsFor(order.lines, taken, lines);
  if (!units) return ctx.refuse('NOT_FREE');
  const gifts = kind === 'return' ? caseGifts(order, giftsFor(order, units), keptGifts) : [];
  const { fault } = REASON_RULES[reason];
  const brought = kind === 'return' ? broughtOf(gifts) : undefined;
  const plan = lines.length > 0 ? planOf(order, units, fault, ctx.now, brought) : null;
  return {
    orderNo: order.no,
    storeName: order.storeName,
    lines: order.lines.flatMap((line, at) => {
      if (line.gift) return [];
      const { lineId, title, spec, image, unit, qty } = line;
      const categoryId = skus.get(line.skuId)?.categoryId ?? '';
      const open = inTime(policy, reason, categoryId, order.completedAt, ctx.now);
      const free = open ? freeUnits(line, at, taken).length : 0;
      const why = !open ? '已过售后期限' : free < qty ? '有已退款或售后中的' : '';
      return [{ lineId, title, spec, image, unit, qty, free, why }];
    }),
    reasons: REASONS.map((code) => ({
      reason: code,
      text: REASON_RULES[code].text,
      kinds: [...REASON_RULES[code].kinds],
    })),
    gifts: gifts.map(({ spec: _spec, kept: _kept, ...gift }) => gift),
    refund: plan && {
      refundFen: plan.refundFen,
      providerFen: plan.back.providerFen,
      walletFen: plan.back.principalFen + plan.back.bonusFen,
      freightFen: plan.freightFen,
      pointsBack: plan.pointsBack,
      pointsTaken: plan.pointsTaken,
      giftFen: plan.giftFen,
    },
  };
});
