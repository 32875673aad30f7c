import type { Refund, Transaction } from '../../../wechatpay/books';
import type { Delivery, Faults } from '../../../wechatpay/notify';
import { get, post } from '../api';
import { chip, empty, fill, h } from '../dom';
import { clockTime, dateTime, yuan } from '../text';
import type { View } from '../view';

interface Books {
  readonly transactions: readonly Transaction[];
  readonly refunds: readonly Refund[];
  readonly deliveries: readonly Delivery[];
  readonly faults: Faults;
}

const STATES = {
  NOTPAY: ['待支付', 'warn'],
  SUCCESS: ['已支付', 'good'],
  USERPAYING: ['输密码中', 'warn'],
  CLOSED: ['已关闭', 'plain'],
  REVOKED: ['已撤销', 'plain'],
  REFUND: ['有退款', 'bad'],
} as const;

const SHOWN = 100;
let root: HTMLElement = h('div');

const table = (heads: readonly string[], rows: readonly HTMLElement[]): HTMLElement =>
  h(
    'div',
    { className: 'sheet' },
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, ...heads.map((text) => h('th', {}, text)))),
      h('tbody', {}, ...rows),
    ),
  );

const row = (...cells: readonly (string | HTMLElement)[]): HTMLElement =>
  h('tr', {}, ...cells.map((cell) => h('td', {}, cell)));

const newest = <T>(list: readonly T[]): T[] => list.slice(-SHOWN).reverse();

const faultBar = (faults: Faults): HTMLElement => {
  const set = (change: Partial<Faults>) => void post('/pay/faults', change).then(load);
  const number = (label: string, key: 'duplicate' | 'delayMs' | 'errors', scale = 1) => {
    const input = h('input', {
      type: 'number',
      min: '0',
      value: String(faults[key] / scale),
      onchange: () => set({ [key]: Number(input.value) * scale }),
    });
    return h('label', {}, label, input);
  };
  const lost = h('input', {
    type: 'checkbox',
    checked: faults.lost,
    onchange: () => set({ lost: lost.checked }),
  });
  return h(
    'div',
    { className: 'card faults' },
    h('b', {}, '制造故障'),
    h('label', { className: 'check' }, lost, '回调全部丢失'),
    number('重复回调', 'duplicate'),
    number('回调延迟（秒）', 'delayMs', 1000),
    number('接口出错次数', 'errors'),
  );
};

const load = async () => {
  const { transactions, refunds, deliveries, faults } = await get<Books>('/pay');
  const orders = newest(transactions).map((one) => {
    const [text, tone] = STATES[one.state];
    const when = dateTime(one.paidAt ?? one.createdAt);
    return row(
      one.outTradeNo,
      one.description,
      yuan(one.total),
      chip(text, tone),
      when,
      one.openid,
    );
  });
  const back = newest(refunds).map((one) =>
    row(
      one.outRefundNo,
      one.outTradeNo,
      yuan(one.amount),
      one.status === 'SUCCESS' ? chip('已退', 'good') : chip('处理中', 'warn'),
      dateTime(one.createdAt),
    ),
  );
  const told = newest(deliveries).map((one) =>
    row(clockTime(one.at), one.event, one.target, chip(one.answer, one.ok ? 'good' : 'bad')),
  );
  fill(
    root,
    faultBar(faults),
    h('h2', {}, '订单'),
    orders.length === 0
      ? empty('还没有支付单', '下单后，这里是微信支付一侧的账')
      : table(['商户单号', '说明', '金额', '状态', '时间', '付款人'], orders),
    back.length > 0 && h('h2', {}, '退款'),
    back.length > 0 && table(['退款单号', '商户单号', '金额', '状态', '时间'], back),
    told.length > 0 && h('h2', {}, '回调'),
    told.length > 0 && table(['时间', '事件', '地址', '商户应答'], told),
  );
};

export const payments: View = {
  id: 'payments',
  title: '支付',
  hint: '本地微信支付自己的账本：只信签名，照实记账，可用来对账。',
  render: async (element) => {
    root = element;
    await load();
  },
  heard: (event) => {
    if (event === 'pay') void load();
  },
};
