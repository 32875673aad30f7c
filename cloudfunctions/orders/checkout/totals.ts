import type { KeptQuote } from '#shared/domain/pricing/result';
import type { OrderTotals } from '#shared/model/docs';

/** The sums of a quote as orders, receipts and roll-ups show them. */
export const totalsOf = ({ totals, tender, trace }: KeptQuote): OrderTotals => ({
  listFen: totals.listFen,
  goodsFen: totals.itemFen,
  orderOffFen: totals.orderOffFen,
  couponFen: totals.couponOffFen,
  points: totals.points,
  pointsFen: totals.pointsFen,
  freightFen: totals.freightFen,
  freightText: totals.freightText,
  payableFen: totals.payableFen,
  tender: { ...tender },
  earned: totals.earned,
  growth: totals.growth,
  trace: trace.map(({ label, fen }) => ({ label, fen })),
});
