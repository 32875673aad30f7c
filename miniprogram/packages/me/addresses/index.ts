import { ask, call, faultOf, say, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { pickAddress } from '../../../services/addresses';
import type { Address, Tap } from '../../../services/shapes';

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    items: [] as Address[],
    /** Opened to choose one for an order. */
    pick: false,
  },

  onLoad({ pick = '' }) {
    this.setData({ pick: pick !== '' });
  },
  onShow() {
    void this.load();
  },

  async load() {
    const reply = await call('listAddresses', {});
    if (reply.ok) this.setData({ state: 'ready', items: reply.data.items });
    else this.setData({ state: 'fault', fault: faultOf(reply) });
  },

  onTap({ currentTarget }: Tap<{ id: string }>) {
    if (!this.data.pick) return this.onEdit({ currentTarget });
    pickAddress(currentTarget.dataset.id);
    wx.navigateBack();
  },
  onEdit({ currentTarget }: Pick<Tap<{ id: string }>, 'currentTarget'>) {
    void wx.navigateTo({ url: `/packages/me/address/index?addressId=${currentTarget.dataset.id}` });
  },
  onAdd() {
    void wx.navigateTo({ url: '/packages/me/address/index' });
  },
  async onRemove({ currentTarget }: Tap<{ id: string }>) {
    if (!(await ask('删除这个地址？', '删除后不能恢复。', '删除'))) return;
    const addressId = currentTarget.dataset.id;
    const reply = await call('removeAddress', { requestId: newRequestId(), addressId });
    if (!reply.ok) say(reply.message);
    await this.load();
  },
});
