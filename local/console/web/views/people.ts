import type { Person } from '../../../server/local-api';
import { get } from '../api';
import { button, empty, fill, h, toast } from '../dom';
import type { View } from '../view';

let everybody: readonly Person[] = [];
let list = h('div');

const copy = (text: string) => async () => {
  await navigator.clipboard.writeText(text);
  toast(`已复制 ${text}`);
};

const card = (person: Person): HTMLElement => {
  const id = person.openid ?? person.username ?? '';
  return h(
    'div',
    { className: 'card row' },
    h('div', { className: 'grow' }, h('b', {}, person.label), h('code', {}, id)),
    person.url
      ? h('a', { className: 'button', href: person.url, target: '_blank' }, '以此身份打开')
      : '',
    button('复制', copy(id)),
  );
};

const draw = (word: string) => {
  const found = everybody.filter(({ label, group, openid, username }) =>
    [label, group, openid, username].some((text) => text?.includes(word)),
  );
  const groups = [...new Set(found.map(({ group }) => group))];
  fill(
    list,
    found.length === 0 && empty('没有人', word ? '换个名字试试' : '种子数据里还没有人'),
    ...groups.map((group) => {
      const members = found.filter((person) => person.group === group);
      return h(
        'section',
        {},
        h('h2', {}, group, h('span', { className: 'count' }, members.length)),
        h('div', { className: 'cards' }, ...members.map(card)),
      );
    }),
  );
};

export const people: View = {
  id: 'people',
  title: '身份',
  hint: '这个世界里的人：顾客、店员、总部。复制 openid，或直接以其身份打开。',
  render: async (root) => {
    everybody = await get<Person[]>('/people');
    list = h('div');
    const search = h('input', {
      type: 'search',
      placeholder: '按姓名或编号查找',
      oninput: () => draw(search.value.trim()),
    });
    fill(root, h('div', { className: 'bar' }, search), list);
    draw('');
  },
};
