import { yuan } from '#shared/domain/money';
import { call, say } from '../../services/call';
import type { Assets, Tap } from '../../services/shapes';
import { knownSession, whoAmI } from '../../services/session';
import { currentStore } from '../../services/store';
import { refreshTabs } from '../../services/tabs';

const ROWS = [
  { icon: 'pin', text: '收货地址', url: '/packages/me/addresses/index' },
  { icon: 'ticket', text: '优惠券', url: '/packages/me/coupons/index?tab=unused' },
  { icon: 'swap', text: '售后', url: '/packages/aftersales/list/index' },
  { icon: 'shield', text: '隐私说明', url: '/packages/me/privacy/index' },
];

/** Unknown until answered, as the figures of the page. */
const NO_ASSETS = [
  { text: '余额', value: '–', url: '/packages/me/wallet/index' },
  { text: '积分', value: '–', url: '/packages/me/points/index' },
  { text: '等级', value: '–', url: '/packages/me/level/index' },
  { text: '黑金卡', value: '–', url: '/packages/me/card/index' },
];

Page({
  data: {
    rows: ROWS,
    staffName: '',
    staffShops: '',
    tail: '',
    /** Unknown until answered: a 0 that nobody has counted would be a lie. */
    coupons: null as number | null,
    unpaid: null as number | null,
    doing: null as number | null,
    /** Balance, points, level, card. */
    assets: NO_ASSETS,
    levelName: '',
    storeName: '',
    phone: '',
  },

  onShow() {
    refreshTabs(this, 'pages/me/index');
    this.show();
    void whoAmI().then(() => {
      this.show();
      refreshTabs(this);
    });
    void this.count();
  },

  show() {
    const { memberId, staff } = knownSession();
    this.setData({
      tail: memberId.slice(-4).toUpperCase(),
      staffName: staff?.name ?? '',
      staffShops: staff?.stores.map(({ name }) => name).join('、') ?? '',
      storeName: currentStore()?.name ?? '',
    });
  },

  async count() {
    const storeId = currentStore()?.storeId;
    const [assets, coupons, unpaid, doing, store] = await Promise.all([
      call('getAssets', {}),
      call('listMyCoupons', { tab: 'unused' }),
      call('listMyOrders', { tab: 'pendingPay' }),
      call('listMyOrders', { tab: 'doing' }),
      storeId === undefined ? undefined : call('getStore', { storeId }),
    ]);
    this.setData({
      ...(assets.ok ? { assets: cellsOf(assets.data), levelName: assets.data.level.name } : {}),
      ...(coupons.ok ? { coupons: coupons.data.items.length } : {}),
      ...(unpaid.ok ? { unpaid: unpaid.data.items.length } : {}),
      ...(doing.ok ? { doing: doing.data.items.length } : {}),
      phone: store?.ok ? store.data.phone : '',
    });
  },

  onGo({ currentTarget }: Tap<{ url: string }>) {
    void wx.navigateTo({ url: currentTarget.dataset.url });
  },
  onOrders() {
    wx.switchTab({ url: '/pages/orders/index' });
  },
  onWork() {
    wx.switchTab({ url: '/pages/work/index' });
  },
  onCall() {
    if (!this.data.phone) return say('门店还没有留下电话');
    wx.makePhoneCall({ phoneNumber: this.data.phone });
  },
});

function cellsOf({ wallet, points, level, card }: Assets): typeof NO_ASSETS {
  const values = [
    `¥${yuan(wallet.totalFen)}`,
    String(points.spendable),
    level.name,
    card.active ? '已开通' : '未开通',
  ];
  return NO_ASSETS.map((cell, i) => ({ ...cell, value: values[i] ?? cell.value }));
}
