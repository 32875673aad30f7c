/** WeChat's own sheets: pay, and the wish to send messages. */
import { settings } from '../settings';
import { h, icon } from '../ui/dom';
import { ask, button } from '../ui/overlay';
import { templates } from '../world';
import { type AsyncCalls, Refused } from './define';

/** `later`: the phone says paid, the shop hears of it a while after. */
type Outcome = 'success' | 'cancel' | 'fail' | 'later';

export const prompts: AsyncCalls = {
  requestPayment: async (option) => {
    const prepayId = /^prepay_id=(.+)$/.exec(option.package)?.[1];
    if (prepayId === undefined) throw new Refused('parameter error: package must be prepay_id=…');
    for (const name of ['timeStamp', 'nonceStr', 'paySign'] as const) {
      if (!option[name]) throw new Refused(`parameter error: ${name} is missing`);
    }
    const price = await post<{ total?: number; description?: string }>('/local/pay/preview', {
      prepayId,
    });
    const outcome = await paySheet(price?.total, price?.description);
    const { timeStamp, nonceStr, paySign } = option;
    // The world checks the signature as WeChat's app does.
    const payment = { timeStamp, nonceStr, package: option.package, paySign };
    const done = await post('/local/pay/confirm', { prepayId, outcome, payment });
    if (done === undefined) throw new Refused('支付验证签名失败或订单已关闭');
    if (outcome === 'cancel') throw new Refused('cancel');
    if (outcome === 'fail') throw new Refused('余额不足');
  },
  requestSubscribeMessage: async ({ tmplIds }) => {
    const titles = await templates();
    const accept = await subscribeSheet(tmplIds.map((id) => titles[id] ?? id));
    await post('/local/subscribe', { openid: settings().openid, tmplIds, accept });
    return Object.fromEntries(tmplIds.map((id) => [id, accept ? 'accept' : 'reject']));
  },
};

/** `total` in fen, when the world tells it. */
function paySheet(total: number | undefined, description: string | undefined): Promise<Outcome> {
  return ask<Outcome>({ at: 'bottom', label: '微信支付' }, (answer) => {
    const amount = total === undefined ? '' : `¥${(total / 100).toFixed(2)}`;
    return h(
      'section',
      { class: 'ph-sheet ph-pay' },
      h(
        'button',
        { class: 'ph-pay-close', 'aria-label': '关闭', on: { click: () => answer('cancel') } },
        icon('M6 6l12 12M18 6L6 18', 20),
      ),
      h('p', { class: 'ph-pay-to', text: description ?? '向商户付款' }),
      h('p', { class: 'ph-pay-amount', text: amount }),
      h(
        'dl',
        {},
        h('dt', { text: '付款人' }),
        h('dd', { text: settings().person || '我' }),
        h('dt', { text: '付款方式' }),
        h('dd', { text: '零钱（演示，不会扣款）' }),
      ),
      button('ph-pay-go', '确认支付', () => answer('success')),
      h(
        'footer',
        {},
        button('ph-link', '模拟支付失败', () => answer('fail')),
        button('ph-link', '模拟结果晚到', () => answer('later')),
      ),
    );
  });
}

function subscribeSheet(titles: readonly string[]): Promise<boolean> {
  return ask<boolean>({ at: 'bottom', label: '订阅消息' }, (answer) =>
    h(
      'section',
      { class: 'ph-sheet ph-subscribe' },
      h('h2', { text: '申请向你发送服务消息' }),
      h('ul', {}, ...titles.map((text) => h('li', { text }))),
      h(
        'footer',
        {},
        button('ph-no', '拒绝', () => answer(false)),
        button('ph-yes', '允许', () => answer(true)),
      ),
    ),
  );
}

/** `undefined` when the world does not answer. */
async function post<T = object>(url: string, body: object): Promise<T | undefined> {
  const headers = { 'content-type': 'application/json', 'x-wx-openid': settings().openid };
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) return undefined;
    const text = await response.text();
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    return undefined;
  }
}
