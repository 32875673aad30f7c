import { call, faultOf, type Fault } from '../../services/call';
import type { OrderBill } from '../../services/shapes';
import { piecesOf, refundOf } from './texts';

/** Sentences that are not a step of the sum stand apart from it. */
const SUM = new Set<string>(['base', 'item', 'order', 'coupon', 'points', 'freight']);

/** How an order's price came about, fen by fen, piece by piece; opened only by who wants to know. */
Component({
  properties: {
    orderId: { type: String, value: '' },
    /** The shop whose clerk asks; empty: the shopper. */
    storeId: { type: String, value: '' },
  },
  data: {
    open: false,
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    payableFen: 0,
    sums: [] as OrderBill['sentences'],
    notes: [] as string[],
    lines: [] as {
      title: string;
      payFen: number;
      off: string;
      pieces: ReturnType<typeof piecesOf>;
    }[],
    refunds: [] as ReturnType<typeof refundOf>[],
  },
  methods: {
    onOpen() {
      this.setData({ open: true, state: 'loading' });
      void this.load();
    },
    onClose() {
      this.setData({ open: false });
    },
    async load(): Promise<void> {
      const { orderId, storeId } = this.data;
      const reply = storeId
        ? await call('explainStoreOrder', { storeId, orderId })
        : await call('explainOrder', { orderId });
      if (orderId !== this.data.orderId) return;
      if (!reply.ok) return void this.setData({ state: 'fault', fault: faultOf(reply) });
      const { sentences, lines, refunds, payableFen } = reply.data;
      this.setData({
        state: 'ready',
        payableFen,
        sums: sentences.filter(({ step }) => SUM.has(step)),
        notes: sentences
          .filter(({ step }) => !SUM.has(step) && step !== 'payable')
          .map(({ text }) => text),
        lines: lines.map((line) => ({
          title: `${line.title}${line.spec ? ` ${line.spec}` : ''} ×${line.qty}`,
          payFen: line.payFen,
          off: line.off.map(({ label }) => label).join('、'),
          pieces: piecesOf(line),
        })),
        refunds: refunds.map(refundOf),
      });
    },
  },
});
