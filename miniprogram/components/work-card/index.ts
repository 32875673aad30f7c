import type { StaffOrder } from '../../services/shapes';
import { callNo, doingOf, DOING_TEXT, dueText, isLate } from '../../services/workView';

/** An order in a queue of the shop: big enough to hit with a thumb, everything needed to decide. */
Component({
  properties: {
    order: { type: Object, value: {} as StaffOrder },
    on: { type: Boolean, value: false },
    /** A tap on it waits for the network. */
    waiting: { type: String, value: '' },
    /** Changes with every look at the clock, so that "3 分钟" stays true. */
    now: { type: Number, value: 0 },
  },
  data: { no: '', due: '', late: false, action: '', goods: '' },
  observers: {
    'order, now'(order: StaffOrder) {
      if (!order.orderId) return;
      this.setData({
        no: callNo(order.orderNo),
        due: dueText(order),
        late: isLate(order),
        action: DOING_TEXT[doingOf(order)],
        goods: order.lines.map(({ title, qty }) => `${title} ×${qty}`).join('，'),
      });
    },
  },
  methods: {
    onOpen() {
      this.triggerEvent('open', { orderId: this.data.order.orderId });
    },
    onAct() {
      this.triggerEvent('act', { order: this.data.order });
    },
  },
});
