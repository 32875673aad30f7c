import { ask, call, faultOf, missing, say, type Fault } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import type { Arrival, Told } from '../../../services/shapes';

interface Row {
  skuId: string;
  title: string;
  spec: string;
  barcode: string;
  sent: number;
  qty: number;
  damaged: number;
  /** What differs from what was sent, in words. */
  differs: string;
  /** Just scanned. */
  lit: boolean;
}
/** More than was sent may come; not that much more. */
const MOST_OVER = 50;

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'done' | 'fault',
    fault: {} as Fault,
    storeId: '',
    purchaseId: '',
    arrival: {} as Arrival,
    may: false,
    rows: [] as Row[],
    over: MOST_OVER,
    /** Pieces counted by scanning: they begin at nothing. */
    scanning: false,
    result: '',
    requestId: '',
    sending: false,
  },

  async onLoad({ purchaseId = '' }) {
    this.setData({ storeId: await workStoreId(), purchaseId, requestId: newRequestId() });
    await this.load();
  },
  async load() {
    const { storeId, purchaseId } = this.data;
    const reply = await call('listArrivals', { storeId });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const arrival = reply.data.items.find(({ id }) => id === purchaseId);
    if (!arrival) {
      const fault = missing('没有找到这批货，可能本店已经收过了');
      return this.setData({ state: 'fault', fault });
    }
    this.setData({
      state: 'ready',
      arrival,
      may: arrival.open && mayAs('storeManager', 'picker'),
      rows: arrival.lines.map(({ qty, ...line }) => ({
        ...line,
        sent: qty,
        qty,
        damaged: 0,
        differs: '',
        lit: false,
      })),
    });
  },

  onQty({ detail, currentTarget }: Told<{ value: number }, { sku: string; field: string }>) {
    const { sku, field } = currentTarget.dataset;
    this.change(sku, (row) =>
      field === 'damaged' ? { ...row, damaged: detail.value } : { ...row, qty: detail.value },
    );
  },
  change(sku: string | undefined, to: (row: Row) => Row) {
    const rows = this.data.rows.map((row) => {
      if (row.skuId !== sku) return { ...row, lit: false };
      const next = to(row);
      return { ...next, differs: differsIn(next) };
    });
    this.setData({ rows, requestId: newRequestId() });
  },
  /** Piece by piece: what is scanned is there. The first scan begins the count at nothing. */
  async onScan() {
    const scanned = await wx.scanCode({ scanType: ['barCode'] }).catch(() => null);
    if (!scanned) return;
    const row = this.data.rows.find(({ barcode }) => barcode === scanned.result);
    if (!row) return say('这件商品不在这批货里');
    if (!this.data.scanning)
      this.setData({
        scanning: true,
        rows: this.data.rows.map((r) => ({ ...r, qty: 0, differs: `少 ${r.sent}` })),
      });
    this.change(row.skuId, (r) => ({ ...r, qty: r.qty + 1, lit: true }));
    say(`${row.title}：已扫 ${this.data.rows.find((r) => r.skuId === row.skuId)?.qty ?? 0} 件`);
  },

  async onSend() {
    const { rows, sending, storeId, purchaseId, requestId } = this.data;
    if (sending) return;
    const odd = rows.filter(({ differs }) => differs).map((r) => `${r.title} ${r.differs}`);
    if (
      odd.length > 0 &&
      !(await ask('数量不齐', `${odd.join('，')}。确认这样收货？`, '确认收货', '再核对'))
    )
      return;
    this.setData({ sending: true });
    const reply = await call('receivePurchase', {
      requestId,
      storeId,
      purchaseId,
      lines: rows.map(({ skuId, qty, damaged }) => ({ skuId, received: qty, damaged })),
    });
    this.setData({ sending: false });
    if (!reply.ok) {
      if (reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复入库');
      say(reply.message);
      return this.load();
    }
    const { received, damaged, short, over } = reply.data;
    const parts = [
      `入库 ${received} 件`,
      damaged > 0 ? `破损 ${damaged}` : '',
      short > 0 ? `短少 ${short}` : '',
      over > 0 ? `多到 ${over}` : '',
    ];
    this.setData({ state: 'done', result: parts.filter(Boolean).join('，') });
  },
  onBack() {
    void wx.navigateBack();
  },
});

function differsIn({ sent, qty, damaged }: Row): string {
  const gap = qty + damaged - sent;
  const parts = [
    damaged > 0 ? `破损 ${damaged}` : '',
    gap < 0 ? `少 ${-gap}` : gap > 0 ? `多 ${gap}` : '',
  ];
  return parts.filter(Boolean).join('、');
}
