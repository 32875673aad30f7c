import type { Message } from '../../../openapi/outbox';
import { get, remove } from '../api';
import { button, empty, fill, h } from '../dom';
import { dateTime } from '../text';
import type { View } from '../view';

let root: HTMLElement = h('div');

const card = (message: Message): HTMLElement =>
  h(
    'div',
    { className: 'card' },
    h('p', { className: 'dim' }, `${dateTime(message.at)}　发给 ${message.openid}`),
    h(
      'dl',
      {},
      ...Object.entries(message.data).flatMap(([name, text]) => [
        h('dt', {}, name),
        h('dd', {}, text),
      ]),
    ),
    h(
      'p',
      { className: 'dim' },
      `模板 ${message.templateId}`,
      message.page && `　打开 ${message.page}`,
    ),
  );

const load = async () => {
  const list = await get<Message[]>('/outbox');
  const clear = async () => {
    await remove('/outbox');
    await load();
  };
  fill(
    root,
    h(
      'div',
      { className: 'bar' },
      h('span', { className: 'dim' }, `共 ${list.length} 条`),
      list.length > 0 && button('清空', clear),
    ),
    list.length === 0
      ? empty('还没有消息', '用户同意订阅后，云函数发出的订阅消息会出现在这里')
      : h('div', { className: 'cards' }, ...list.toReversed().map(card)),
  );
};

export const messages: View = {
  id: 'messages',
  title: '消息',
  hint: '云函数发出的微信订阅消息。用户每同意一次，只能发一条。',
  render: async (element) => {
    root = element;
    await load();
  },
  heard: (event) => {
    if (event === 'message') void load();
  },
};
