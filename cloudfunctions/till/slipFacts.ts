import type { SlipFacts } from '#shared/domain/receipt/slip';
import type { OrderDoc, StoreDoc } from '#shared/model/docs';

/** What an order's slip tells; `n` is which print it is. */
export function slipFacts(order: OrderDoc, store: StoreDoc | undefined, n: number): SlipFacts {
  const { totals, pos, lines } = order;
  const { providerFen, principalFen, bonusFen } = totals.tender;
  const rest = pos?.by === 'cash' ? '现金' : pos?.by === 'wechat' ? '微信付款码' : '微信支付';
  const paid = [
    { label: rest, fen: providerFen },
    { label: '储值余额', fen: principalFen + bonusFen },
  ];
  const changes = [
    { label: '满减满折', fen: -totals.orderOffFen },
    { label: '优惠券', fen: -totals.couponFen },
    { label: `积分 ${totals.points} 抵扣`, fen: -totals.pointsFen },
    { label: '配送费', fen: totals.freightFen },
  ];
  return {
    storeName: order.storeName,
    storeAddress: store ? `${store.city}${store.district}${store.address}` : '',
    storePhone: store?.phone ?? '',
    orderNo: order.no,
    at: order.paidAt ?? order.createdAt,
    cashier: pos?.cashier ?? '',
    customer: order.customer,
    goods: lines.map((line) => ({
      title: line.title,
      spec: line.spec,
      qty: line.qty,
      priceFen: line.priceFen,
      amountFen: line.amountFen,
      gift: line.gift,
      back: line.unitsBack.length,
    })),
    changes: changes.filter(({ fen }) => fen !== 0),
    payableFen: totals.payableFen,
    paid: paid.filter(({ fen }) => fen > 0),
    givenFen: pos?.by === 'cash' ? pos.givenFen : 0,
    changeFen: pos?.by === 'cash' ? pos.givenFen - providerFen : 0,
    earned: totals.earned,
    refundedFen: order.refundedFen,
    n,
  };
}
