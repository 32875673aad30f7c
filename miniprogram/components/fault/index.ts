import { say, type Fault } from '../../services/call';
import { isStaff } from '../../services/session';

const LOOKS = {
  offline: { icon: 'offline', title: '没有连上网络' },
  forbidden: { icon: 'shield', title: '这里要有权限才能看' },
  failed: { icon: 'alert', title: '暂时没能加载出来' },
};

/** It did not load: what happened, again, and the number to tell customer service. */
Component({
  properties: {
    fault: { type: Object, value: { kind: 'failed', message: '', traceId: '' } as Fault },
  },
  data: { looks: LOOKS, staff: false },
  lifetimes: {
    attached() {
      this.setData({ staff: isStaff() });
    },
  },
  methods: {
    onRetry() {
      this.triggerEvent('retry');
    },
    /** Trying again helps nobody who may not: clerks go back to work, others bind themselves. */
    onElsewhere() {
      if (this.data.staff) wx.switchTab({ url: '/pages/work/index' });
      else void wx.redirectTo({ url: '/packages/me/bind/index' });
    },
    onCopy() {
      const { traceId } = this.data.fault;
      wx.setClipboardData({ data: traceId, success: () => say('编号已复制') });
    },
  },
});
