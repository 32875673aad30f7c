import type { Ctx } from '../../kit/ports';

/** Out-trade number: one payment an order, so paying twice is impossible and repeating is safe. */
export const paymentIdOf = (ctx: Pick<Ctx, 'derive'>, orderId: string): string =>
  ctx.derive('p', 'payment', orderId);
