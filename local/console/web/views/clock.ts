import { get, post } from '../api';
import { button, fill, h } from '../dom';
import { dateTime, span } from '../text';
import type { View } from '../view';

interface Time {
  readonly now: number;
  readonly offset: number;
}

const HOUR = 3_600_000;
const JUMPS = [
  ['+15 分钟', HOUR / 4],
  ['+1 小时', HOUR],
  ['+6 小时', 6 * HOUR],
  ['+1 天', 24 * HOUR],
  ['+7 天', 168 * HOUR],
] as const;

let root: HTMLElement = h('div');

const move = (body: object) => async () => draw(await post<Time>('/clock', body));

const draw = ({ now, offset }: Time) => {
  const at = h('input', {
    type: 'datetime-local',
    value: new Date(now + 8 * HOUR).toISOString().slice(0, 16),
    'aria-label': '指定时间（中国时间）',
  });
  const set = () => move({ set: Date.parse(`${at.value}:00+08:00`) })();
  fill(
    root,
    h(
      'div',
      { className: 'card clock-card' },
      h('p', { className: 'big' }, dateTime(now)),
      h(
        'p',
        { className: 'dim' },
        Math.abs(offset) < 1000
          ? '与真实时间一致'
          : `比真实时间${offset > 0 ? '快' : '慢'} ${span(offset)}`,
      ),
      h(
        'div',
        { className: 'actions' },
        ...JUMPS.map(([label, ms]) => button(label, move({ jump: ms }), 'main')),
      ),
      h(
        'div',
        { className: 'actions' },
        at,
        button('拨到此刻', set),
        button('恢复真实时间', move({ reset: true })),
      ),
    ),
  );
};

export const clock: View = {
  id: 'clock',
  title: '时钟',
  hint: '拨动整个世界的时间：云函数、定时器、支付与小程序都跟着走，不用改代码。',
  render: async (element) => {
    root = element;
    draw(await get<Time>('/clock'));
  },
  heard: (event, data) => {
    if (event === 'clock') draw(data as Time);
  },
};
