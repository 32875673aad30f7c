import type { Timer } from '../../../timers/timers';
import { get, post } from '../api';
import { button, empty, fill, h, toast } from '../dom';
import { dateTime } from '../text';
import type { View } from '../view';

let root: HTMLElement = h('div');

const card = (timer: Timer): HTMLElement => {
  const run = async () => {
    draw(await post<Timer[]>('/timers/run', { id: timer.id }));
    toast(`${timer.name} 已运行，结果见“调用”`);
  };
  return h(
    'div',
    { className: 'card row' },
    h(
      'div',
      { className: 'grow' },
      h('b', {}, timer.name),
      timer.name !== timer.functionName && h('span', { className: 'of' }, timer.functionName),
      h('code', { title: '秒 分 时 日 月 周 年' }, timer.cron),
      h(
        'p',
        { className: 'dim' },
        timer.next === undefined ? '不会再触发' : `下次 ${dateTime(timer.next)}`,
      ),
      timer.lastRun !== undefined &&
        h('p', { className: 'dim' }, `上次 ${dateTime(timer.lastRun)}`),
    ),
    button('立即运行', run, 'main'),
  );
};

const draw = (list: readonly Timer[]) => {
  if (list.length === 0)
    return fill(root, empty('没有定时器', '在函数的 config.json 里写 triggers'));
  const sorted = list.toSorted((a, b) => (a.next ?? Infinity) - (b.next ?? Infinity));
  return fill(root, h('div', { className: 'cards' }, ...sorted.map(card)));
};

const load = async () => draw(await get<Timer[]>('/timers'));

export const timers: View = {
  id: 'timers',
  title: '定时器',
  hint: '按中国时间触发；“立即运行”不影响下一次。拨快时钟会让到点的定时器各运行一次。',
  render: async (element) => {
    root = element;
    await load();
  },
  heard: (event) => {
    if (event === 'clock' || event === 'functions') void load();
  },
};
