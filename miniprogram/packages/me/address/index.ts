import { call, say } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import type { Tap } from '../../../services/shapes';

const TAGS = ['家', '公司', '学校'];

Page({
  data: {
    tags: TAGS,
    addressId: '',
    form: { name: '', phone: '', region: '', detail: '', tag: '', isDefault: false },
    loc: null as { lng: number; lat: number } | null,
    requestId: '',
    saving: false,
    /** Field that needs another look, and why. */
    wrong: { field: '', text: '' },
  },

  async onLoad({ addressId = '' }) {
    this.setData({ addressId, requestId: newRequestId() });
    if (!addressId) return void wx.setNavigationBarTitle({ title: '新增地址' });
    const reply = await call('listAddresses', {});
    if (!reply.ok) return say(reply.message);
    const found = reply.data.items.find((item) => item.addressId === addressId);
    if (!found) return say('这个地址已经被删除了');
    const { name, phone, region, detail, tag, isDefault, loc } = found;
    this.setData({ form: { name, phone, region, detail, tag, isDefault }, loc });
  },

  onInput({ detail, currentTarget }: WechatMiniprogram.Input) {
    const field: string = currentTarget.dataset['field'];
    this.setData({ [`form.${field}`]: detail.value, wrong: { field: '', text: '' } });
    this.changed();
  },
  onTag({ currentTarget }: Tap<{ tag: string }>) {
    const { tag } = currentTarget.dataset;
    this.setData({ 'form.tag': this.data.form.tag === tag ? '' : tag });
    this.changed();
  },
  onDefault({ detail }: WechatMiniprogram.SwitchChange) {
    this.setData({ 'form.isDefault': detail.value });
    this.changed();
  },
  async onPlace() {
    const place = await wx.chooseLocation({}).catch(() => null);
    if (!place) return;
    const region = `${place.address} ${place.name}`.trim().slice(0, 80);
    this.setData({ 'form.region': region, loc: { lng: place.longitude, lat: place.latitude } });
    this.changed();
  },
  /** Another content is another intent. */
  changed() {
    this.setData({ requestId: newRequestId() });
  },

  check(): { field: string; text: string } | null {
    const { form, loc } = this.data;
    if (!form.name.trim()) return { field: 'name', text: '请填写收货人' };
    if (!/^1\d{10}$/.test(form.phone)) return { field: 'phone', text: '请填写 11 位手机号' };
    if (!loc || !form.region) return { field: 'region', text: '请在地图上选择位置' };
    if (!form.detail.trim()) return { field: 'detail', text: '请填写楼号、门牌' };
    return null;
  },

  async onSave() {
    const { saving, form, loc, addressId, requestId } = this.data;
    const wrong = this.check();
    if (wrong || !loc) return this.setData({ wrong: wrong ?? { field: 'region', text: '' } });
    if (saving) return;
    this.setData({ saving: true });
    const which = addressId ? { addressId } : {};
    const reply = await call('saveAddress', { requestId, ...which, form: { ...form, loc } });
    this.setData({ saving: false });
    if (!reply.ok) return say(reply.message);
    wx.navigateBack();
  },
});
