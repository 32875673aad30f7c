import { spread } from '#shared/domain/pricing/share';
import {
  giftsOwed,
  refundPlan,
  type RefundPlan,
  type UnitRef,
} from '#shared/domain/pricing/refundPlan';
import type { OrderDoc, OrderLineDoc } from '#shared/model/docs';
import type { SoldLine } from '#shared/model/events';
import { refundAssets } from '../../assets/refund';
import { releaseBudgetIn } from '../../campaigns/budget';
import type { Ctx, WriteTx } from '../../kit/ports';
import { costsOf } from './costs';
import { returnCoupons } from './coupons';
import { promiseRefund } from './requestRefund';

/** Why and which pieces go back. */
export interface UnitsBack {
  /** Lines and pieces of `order.lines`, both from 0. */
  readonly units: readonly UnitRef[];
  readonly reason: string;
  /** Something left the shop: the freight then stays paid, unless the shop is at fault. */
  readonly shipped: boolean;
  readonly fault: 'store' | 'shopper';
  /** Pieces of gifts that come back with this refund, by SKU; absent: the shop misses none. */
  readonly giftsBack?: Readonly<Record<string, number>>;
}
export interface UnitsRefund {
  readonly refundId: string | null;
  /** Money that goes back, over all tenders. */
  readonly refundFen: number;
  readonly plan: RefundPlan;
  /** The order as it is afterwards. */
  readonly order: OrderDoc;
}

/**
 * Takes pieces of a paid order back, in the caller's transaction: the one way money, points and growth return
 * (short pick, reject, cancel, after-sales). Each piece gives back exactly what it cost, to each tender it was
 * paid by (features.md §5.2 D); no piece goes twice: the order document is the guard. Wallet and points are
 * booked here, the payment company is asked afterwards by `executeRefund`. Stock is the caller's: where the
 * goods went, only the caller knows.
 *
 * @param order as this transaction has it, its lines included: they are written again with `unitsBack`
 * @throws RangeError for a piece that is not in the order or was refunded before
 */
export async function refundUnits(
  tx: WriteTx,
  ctx: Pick<Ctx, 'derive' | 'now' | 'cached' | 'db'>,
  order: OrderDoc,
  { units, reason, shipped, fault, giftsBack }: UnitsBack,
): Promise<UnitsRefund> {
  const { quote } = order;
  if (!quote) throw new Error(`order ${order._id} has no quote to refund by`);
  const back = giftsAfter(order, units, giftsBack);
  const plan = refundPlan(quote, unitsBefore(order), units, {
    now: ctx.now,
    shipped,
    fault,
    freightBack: order.freightBack,
    giftsBack: back,
    giftsCharged: order.giftsCharged,
  });
  const gone = withUnitsBack(order.lines, units);
  const after: OrderDoc = {
    ...order,
    lines: gone,
    freightBack: order.freightBack || plan.freightFen > 0,
    giftsCharged: charged(order.giftsCharged, plan),
    giftsBack: back,
    refundedFen: order.refundedFen + plan.refundFen,
    updatedAt: ctx.now,
  };
  const { lines, freightBack, giftsCharged, refundedFen, updatedAt } = after;
  await tx.update('orders', order._id, {
    set: { lines, freightBack, giftsCharged, giftsBack: back, refundedFen, updatedAt },
  });
  if (plan.complete) {
    await returnCoupons(tx, order);
    await releaseBudgetIn(tx, order.budgets, order.holdId);
  }
  if (units.length === 0) return { refundId: null, refundFen: 0, plan, order: after };
  const refundId = await promiseRefund(tx, ctx, order, {
    plan,
    units,
    reason,
    lines: linesBack(order.lines, units, plan),
  });
  await refundAssets(tx, ctx, order._id, {
    refundId,
    ...plan.back,
    cash: order.pos?.by === 'cash',
    pointsBack: plan.pointsBack,
    pointsTaken: plan.pointsTaken,
    growthTaken: plan.growthTaken,
    costs: costsOf(order, units),
    cardFreight: plan.cardFreightBack,
  });
  return { refundId, refundFen: plan.refundFen, plan, order: after };
}

/** Gifts that are back after this refund; those nobody asked for are the shopper's, and never asked for later. */
function giftsAfter(
  order: Pick<OrderDoc, 'quote' | 'lines' | 'giftsBack' | 'giftsCharged'>,
  units: readonly UnitRef[],
  brought: UnitsBack['giftsBack'],
): Record<string, number> {
  const before = order.giftsBack ?? {};
  if (!order.quote) return before;
  const terms = { giftsBack: before, giftsCharged: order.giftsCharged };
  const after = { ...before };
  for (const { skuId, qty } of giftsOwed(order.quote, unitsBefore(order), units, terms))
    after[skuId] = (before[skuId] ?? 0) + Math.min(qty, brought?.[skuId] ?? (brought ? 0 : qty));
  return after;
}

const unitsBefore = ({ lines }: Pick<OrderDoc, 'lines'>): UnitRef[] =>
  lines.flatMap(({ unitsBack, gift }, line) =>
    gift ? [] : unitsBack.map((unit) => ({ line, unit })),
  );

/** Pieces that were not refunded yet; gifts have no price to give back. */
export const unitsLeft = ({ lines }: Pick<OrderDoc, 'lines'>): UnitRef[] =>
  lines.flatMap(({ qty, unitsBack, gift }, line) =>
    gift
      ? []
      : Array.from({ length: qty }, (_, unit) => unit)
          .filter((unit) => !unitsBack.includes(unit))
          .map((unit) => ({ line, unit })),
  );

const withUnitsBack = (lines: readonly OrderLineDoc[], units: readonly UnitRef[]) =>
  lines.map((line, at) => {
    const more = units.filter((ref) => ref.line === at).map(({ unit }) => unit);
    return more.length === 0 ? line : { ...line, unitsBack: [...line.unitsBack, ...more] };
  });

/** The same pieces as roll-ups count them: what is really given back for them, kept gifts taken off. */
export function linesBack(
  lines: readonly OrderLineDoc[],
  units: readonly UnitRef[],
  { goodsFen, giftFen }: Pick<RefundPlan, 'goodsFen' | 'giftFen'>,
): SoldLine[] {
  const gone = lines.flatMap((line, at) => {
    const back = units.filter((ref) => ref.line === at);
    const fen = back.reduce((sum, { unit }) => sum + (line.unitsFen[unit] ?? 0), 0);
    return back.length === 0 ? [] : [{ line, n: back.length, fen }];
  });
  const kept = spread(
    Math.min(giftFen, goodsFen),
    gone.map(({ fen }) => fen),
  );
  return gone.map(({ line, n, fen }, at) => ({
    skuId: line.skuId,
    n,
    fen: fen - (kept[at] ?? 0),
    listFen: n * line.listPriceFen,
    costFen: n * line.costFen,
  }));
}

function charged(before: Record<string, number>, plan: RefundPlan): Record<string, number> {
  const after = { ...before };
  for (const { skuId, qty } of plan.giftsCharged) after[skuId] = (after[skuId] ?? 0) + qty;
  return after;
}
