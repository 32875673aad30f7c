import type { OrderFull } from '../../../services/shapes';

type Totals = OrderFull['quote'];

/** Every fen of a cart or an order: what it was, what was taken off by which rule, what pays it, what it earns. */
Component({
  properties: {
    quote: { type: Object, value: {} as Totals },
    /** 应付, 实付. */
    label: { type: String, value: '应付' },
  },
  data: {
    tenders: [] as { text: string; fen: number }[],
    earns: '',
  },
  observers: {
    /** Null before the page has its order. */
    quote(quote: Partial<Totals> | null) {
      if (!quote?.tender) return;
      this.setData({ tenders: tendersOf(quote.tender), earns: earnsText(quote) });
    },
  },
});

/** What is paid by what; nothing to tell when WeChat pays it all. */
function tendersOf({ providerFen, principalFen, bonusFen }: Totals['tender']) {
  if (principalFen + bonusFen === 0) return [];
  return [
    { text: '余额 · 本金', fen: principalFen },
    { text: '余额 · 赠送金', fen: bonusFen },
    { text: '微信支付', fen: providerFen },
  ].filter(({ fen }) => fen > 0);
}

function earnsText({ earned = 0, growth = 0 }: Partial<Totals>): string {
  if (earned + growth === 0) return '';
  return `完成后得 ${earned} 积分${growth > 0 ? `、${growth} 成长值` : ''}`;
}
