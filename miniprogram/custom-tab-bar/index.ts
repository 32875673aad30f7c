import { knownSession } from '../services/session';
import type { Tap } from '../services/shapes';

const TABS = [
  { path: 'pages/home/index', text: '首页', icon: 'home' },
  { path: 'pages/cart/index', text: '购物车', icon: 'cart' },
  { path: 'pages/orders/index', text: '订单', icon: 'orders' },
  { path: 'pages/work/index', text: '工作台', icon: 'work' },
  { path: 'pages/me/index', text: '我的', icon: 'me' },
];
const STAFF_ONLY = 'pages/work/index';

Component({
  data: { path: TABS[0]?.path ?? '', staff: false, pieces: 0, waiting: 0, tabs: [] as typeof TABS },
  lifetimes: {
    attached() {
      this.setData({ staff: knownSession().staff !== null });
    },
  },
  observers: {
    staff(staff: boolean) {
      this.setData({ tabs: TABS.filter(({ path }) => staff || path !== STAFF_ONLY) });
    },
  },
  methods: {
    onTab({ currentTarget }: Tap<{ path: string }>) {
      wx.switchTab({ url: `/${currentTarget.dataset.path}` });
    },
  },
});
