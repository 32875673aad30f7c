import { shortTime } from '#shared/domain/time';
import type { OrderBrief } from '../../services/shapes';
import { toneOf } from '../../services/orderView';

/** An order among others; the one thing to do next stands on it. */
Component({
  properties: { order: { type: Object, value: {} as OrderBrief } },
  data: { tone: '', when: '', action: '', more: 0 },
  observers: {
    order(order: OrderBrief) {
      if (!order.orderId) return;
      const action = { pendingPay: '去支付', ready: order.mode === 'pickup' ? '出示取货码' : '' };
      this.setData({
        tone: toneOf(order.status),
        when: shortTime(order.createdAt),
        action:
          order.status === 'pendingPay' || order.status === 'ready' ? action[order.status] : '',
        more: Math.max(0, order.lines.length - 3),
      });
    },
  },
  methods: {
    onTap() {
      this.triggerEvent('open', { orderId: this.data.order.orderId });
    },
    onAct() {
      this.triggerEvent('act', {
        orderId: this.data.order.orderId,
        status: this.data.order.status,
      });
    },
  },
});
