import { beginSession } from './services/session';

App({
  onLaunch() {
    // Without an env the cloud SDK uses the one the mini-program is bound to.
    wx.cloud.init({ traceUser: true });
    beginSession();
  },
});
