import { say, type Fault } from '../../services/call';

/** It did not load: what happened, again, and the number to tell customer service. */
Component({
  properties: {
    fault: { type: Object, value: { message: '', traceId: '', offline: false } as Fault },
  },
  methods: {
    onRetry() {
      this.triggerEvent('retry');
    },
    onCopy() {
      const { traceId } = this.data.fault;
      wx.setClipboardData({ data: traceId, success: () => say('编号已复制') });
    },
  },
});
