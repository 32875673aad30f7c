import type { OrderDoc } from '#shared/model/docs';

/** A sale as the cashier's page needs it. */
export function saleView({ _id, no, status, totals, pos }: OrderDoc) {
  const { providerFen } = totals.tender;
  return {
    orderId: _id,
    orderNo: no,
    state:
      status === 'cancelled'
        ? ('cancelled' as const)
        : status === 'pendingPay'
          ? ('userPaying' as const)
          : ('done' as const),
    payableFen: totals.payableFen,
    changeFen: pos?.by === 'cash' ? pos.givenFen - providerFen : 0,
    earned: totals.earned,
  };
}
