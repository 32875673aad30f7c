import { call, faultOf, say, type Answer, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { workStoreId } from '../../../services/session';

type Slip = Extract<Answer<'getReceipt'>, { ok: true }>['data'];

/** The slip as the 58 mm printer will print it. */
Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    orderId: '',
    lines: [] as Slip['lines'],
    prints: 0,
    working: false,
    bytes: '',
  },

  async onLoad({ orderId = '' }) {
    this.setData({ storeId: await workStoreId(), orderId });
    await this.load();
  },
  async load() {
    const { storeId, orderId } = this.data;
    const reply = await call('getReceipt', { storeId, orderId });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    this.setData({ state: 'ready', ...reply.data });
  },
  async onPrint() {
    const { storeId, orderId, working } = this.data;
    if (working) return;
    this.setData({ working: true });
    const reply = await call('printReceipt', { requestId: newRequestId(), storeId, orderId });
    this.setData({ working: false });
    if (!reply.ok) return say(reply.message);
    const { n, lines, bytes } = reply.data;
    this.setData({ lines, prints: n, bytes });
    say('打印数据已生成，复制后发给打印机');
  },
  onCopy() {
    void wx.setClipboardData({ data: this.data.bytes });
  },
});
