import type { OrderDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';

export interface SoldOrder extends OrderDoc {
  readonly completedAt: number;
}

/**
 * After-sales begin with the hand-over: before it an order is cancelled, rejected or picked short, each with
 * its own refund, so no code is ever redeemed while a case is open (features.md §7, edge 30).
 */
export function soldOrder(ctx: Pick<Ctx<'NOT_OPEN'>, 'refuse'>, order: OrderDoc): SoldOrder {
  const { status, completedAt, quote } = order;
  if (status !== 'completed' || completedAt === null || quote === null)
    return ctx.refuse('NOT_OPEN');
  return { ...order, completedAt };
}
