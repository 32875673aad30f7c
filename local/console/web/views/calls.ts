import type { CallRecord } from '../../../functions/journal';
import { get, post } from '../api';
import { button, chip, empty, fill, h } from '../dom';
import { block, openDrawer } from '../drawer';
import { clockTime, pretty } from '../text';
import type { View } from '../view';

type Row = Omit<CallRecord, 'event' | 'result' | 'logs'>;

const SHOWN = 200;
let rows = new Map<string, Row>();
let body = h('tbody');
let only = '';

const outcome = (row: Row): HTMLElement => {
  if (row.ms === undefined) return chip('运行中', 'warn');
  if (row.ok) return chip('成功', 'good');
  return chip(row.code ?? '失败', row.error ? 'bad' : 'warn');
};

const line = (row: Row): HTMLElement => {
  const open = () => void show(row.id);
  const cells = [
    h('td', { className: 'dim time' }, clockTime(row.at)),
    h(
      'td',
      {},
      h('button', { type: 'button', className: 'name', onclick: open }, row.asked ?? row.name),
      row.asked !== undefined && row.asked !== row.name && h('span', { className: 'of' }, row.name),
    ),
    h('td', { className: 'who' }, row.who),
    h('td', { className: 'num' }, row.ms === undefined ? '…' : `${Math.round(row.ms)} ms`),
    h('td', { className: 'num' }, `${row.db} 次`),
    h('td', {}, outcome(row)),
    h('td', { className: 'dim trace', title: row.traceId ?? '' }, row.traceId ?? ''),
  ];
  return h('tr', { onclick: open }, ...cells);
};

const draw = () => {
  const shown = [...rows.values()]
    .filter(({ name, asked, who, code }) =>
      `${name} ${asked ?? ''} ${who} ${code ?? ''}`.includes(only),
    )
    .slice(-SHOWN)
    .reverse();
  if (shown.length > 0) return fill(body, ...shown.map(line));
  const nothing = only
    ? empty('没有符合的调用', '换个词试试')
    : empty('还没有调用', '在小程序或后台点一点，这里会实时出现');
  return fill(body, h('tr', { className: 'none' }, h('td', { colspan: 7 }, nothing)));
};

const show = async (id: string) => {
  const call = await get<CallRecord>(`/calls/${id}`);
  const replay = async () => {
    const again = await post<CallRecord>(`/calls/${id}/replay`);
    await show(again.id);
  };
  openDrawer(
    call.asked ?? call.name,
    h(
      'div',
      { className: 'facts' },
      outcome(call),
      h('span', {}, call.name),
      h('span', {}, call.who),
      h('span', {}, call.ms === undefined ? '运行中' : `${call.ms.toFixed(1)} 毫秒`),
      h('span', {}, `数据库 ${call.db} 次`),
      call.traceId ? h('code', {}, call.traceId) : '',
    ),
    h('div', { className: 'actions' }, button('以同样的人和参数再调一次', replay, 'main')),
    call.error ? block('错误', call.error) : '',
    block('参数', pretty(call.event)),
    call.result === undefined ? '' : block('结果', pretty(call.result)),
    call.logs.length > 0 &&
      block('日志', call.logs.map(({ level, text }) => `${level}  ${text}`).join('\n')),
  );
};

export const calls: View = {
  id: 'calls',
  title: '调用',
  hint: '每一次云函数调用，实时。点开可看参数、结果与日志，并原样重放。',
  render: async (root) => {
    const list = await get<Row[]>('/calls');
    rows = new Map(list.map((row) => [row.id, row]));
    body = h('tbody');
    const search = h('input', {
      type: 'search',
      placeholder: '按函数、调用者或结果筛选',
      value: only,
      oninput: () => {
        only = search.value.trim();
        draw();
      },
    });
    const heads = ['时间', '函数', '调用者', '耗时', '数据库', '结果', '追踪号'];
    const head = h('tr', {}, ...heads.map((text) => h('th', {}, text)));
    fill(
      root,
      h('div', { className: 'bar' }, search),
      h('div', { className: 'sheet' }, h('table', {}, h('thead', {}, head), body)),
    );
    draw();
  },
  heard: (event, data) => {
    if (event !== 'call') return;
    // The server tells of calls with the very records it lists.
    const row = data as Row;
    rows.set(row.id, row);
    draw();
  },
};
