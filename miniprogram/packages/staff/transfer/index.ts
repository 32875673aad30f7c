import { ask, call, faultOf, missing, say, type Fault } from '../../../services/call';
import { distanceText } from '../../../services/place';
import { newRequestId } from '../../../services/requestId';
import { mayAs, workStoreId } from '../../../services/session';
import type { Told, Transfer } from '../../../services/shapes';

interface Row {
  skuId: string;
  title: string;
  spec: string;
  /** Pieces asked for, or under way. */
  whole: number;
  qty: number;
  damaged: number;
  lost: number;
}
const AT = { approved: 0, shipped: 1, received: 3, cancelled: 0 } as const;

Page({
  data: {
    state: 'loading' as 'loading' | 'ready' | 'fault',
    fault: {} as Fault,
    storeId: '',
    transferId: '',
    direction: 'out' as 'out' | 'in',
    transfer: {} as Transfer,
    far: '',
    act: '' as '' | 'ship' | 'receive',
    at: 0,
    rows: [] as Row[],
    requestId: '',
    sending: false,
  },

  async onLoad({ transferId = '', direction = 'out' }) {
    const storeId = await workStoreId();
    const way = direction === 'in' ? 'in' : 'out';
    this.setData({ storeId, transferId, direction: way, requestId: newRequestId() });
    await this.load();
  },
  async load() {
    const { storeId, direction, transferId } = this.data;
    const reply = await call('listTransfers', { storeId, direction, open: false });
    if (!reply.ok) return this.setData({ state: 'fault', fault: faultOf(reply) });
    const transfer = reply.data.items.find((item) => item.transferId === transferId);
    if (!transfer) {
      const fault = missing('没有找到这张调拨单，可能已经取消');
      return this.setData({ state: 'fault', fault });
    }
    this.show(transfer);
  },
  show(transfer: Transfer) {
    const { direction } = this.data;
    const may = mayAs('storeManager', 'picker');
    const ship = may && direction === 'out' && transfer.status === 'approved';
    const receive = may && direction === 'in' && transfer.status === 'shipped';
    this.setData({
      state: 'ready',
      transfer,
      far: distanceText(transfer.distanceM),
      act: ship ? 'ship' : receive ? 'receive' : '',
      at: AT[transfer.status],
      rows: transfer.lines.map(({ skuId, title, spec, approved, shipped }) => {
        const whole = receive ? shipped : approved;
        return { skuId, title, spec, whole, qty: whole, damaged: 0, lost: 0 };
      }),
    });
  },

  onQty({ detail, currentTarget }: Told<{ value: number }, { sku: string; field: string }>) {
    const { sku, field } = currentTarget.dataset;
    const change = (row: Row): Row => {
      if (row.skuId !== sku) return row;
      const qty = field === 'damaged' ? Math.min(row.qty, row.whole - detail.value) : detail.value;
      const damaged = field === 'damaged' ? detail.value : Math.min(row.damaged, row.whole - qty);
      return { ...row, qty, damaged, lost: row.whole - qty - damaged };
    };
    this.setData({ rows: this.data.rows.map(change), requestId: newRequestId() });
  },

  async onSend() {
    const { act, rows, sending, storeId, transferId, requestId } = this.data;
    if (sending || !act) return;
    const short = shortText(act, rows);
    if (short && !(await ask('数量不齐', `${short}。确认这样提交？`, '确认提交', '再核对'))) return;
    this.setData({ sending: true });
    const of = { requestId, storeId, transferId };
    const reply =
      act === 'ship'
        ? await call('shipTransfer', {
            ...of,
            lines: rows.map(({ skuId, qty }) => ({ skuId, qty })),
          })
        : await call('receiveTransfer', {
            ...of,
            lines: rows.map(({ skuId, qty, damaged }) => ({ skuId, received: qty, damaged })),
          });
    this.setData({ sending: false });
    if (!reply.ok) {
      if (reply.code === 'NETWORK') return say('网络不稳，再点一次不会重复提交');
      say(reply.message);
      return this.load();
    }
    say(act === 'ship' ? '已发出，等对方收货' : '已收货，库存已更新');
    this.show(reply.data.transfer);
  },
});

/** What is not as it should be, line by line; empty when everything is. */
const shortText = (act: 'ship' | 'receive', rows: readonly Row[]): string =>
  rows
    .filter(({ qty, whole }) => qty < whole)
    .map(({ title, qty, whole, damaged, lost }) => {
      if (act === 'ship') return `${title} 少发 ${whole - qty}`;
      const parts = [damaged ? `破损 ${damaged}` : '', lost ? `少 ${lost}` : ''];
      return `${title} ${parts.filter(Boolean).join('、')}`;
    })
    .join('，');
