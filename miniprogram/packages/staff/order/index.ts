import { flush } from '../../../services/outbox';
import { workStoreId } from '../../../services/session';
import type { Told } from '../../../services/shapes';
import { repeater } from '../../../services/timers';

const POLL_MS = 5_000;
const polling = repeater();

/** The order alone, on a phone; on a Pad it is the right pane of the workplace. */
Page({
  data: { storeId: '', orderId: '', stamp: 0 },

  async onLoad({ orderId = '' }) {
    this.setData({ storeId: await workStoreId(), orderId });
  },
  onShow() {
    polling.start(POLL_MS, () => void this.look());
    void this.look();
  },
  onHide() {
    polling.stop();
  },
  onUnload() {
    polling.stop();
  },
  async look() {
    await flush();
    this.setData({ stamp: this.data.stamp + 1 });
  },
  onHandover({ detail }: Told<{ orderId: string }>) {
    void wx.redirectTo({ url: `/packages/staff/handover/index?orderId=${detail.orderId}` });
  },
});
