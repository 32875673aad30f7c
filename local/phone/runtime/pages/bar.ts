/** What the phone draws over every page: status bar and capsule. */
import { h, icon, svg } from '../ui/dom';
import { button, overlay } from '../ui/overlay';
import { screen, STATUS_PX } from '../ui/phone';
import { life } from './page';
import { top } from './stack';

/** Size and place of the capsule, as on an iPhone. */
export const CAPSULE = { width: 87, height: 32, right: 7, top: STATUS_PX + 6 };

/** The platform's own zone, wherever this browser stands. */
const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

export function installBars(): void {
  const time = h('span', { class: 'ph-time' });
  const tick = (): void => {
    time.textContent = CLOCK.format(new Date());
  };
  setInterval(tick, 5_000);
  tick();
  const status = h('div', { class: 'ph-status', 'aria-hidden': 'true' }, time, signals());
  const capsule = h(
    'div',
    { class: 'ph-capsule' },
    h('button', { 'aria-label': '更多', on: { click: more } }, dots()),
    h('button', { 'aria-label': '重新进入', on: { click: () => location.reload() } }, target()),
  );
  if (STATUS_PX > 0) screen.append(status);
  screen.append(capsule);
  document.addEventListener('phone:nav', () => {
    const dark = top()?.nav.isDark() ?? false;
    status.classList.toggle('ph-on-dark', dark);
    capsule.classList.toggle('ph-on-dark', dark);
  });
}

function more(): void {
  overlay({ at: 'bottom', label: '更多', dismiss: () => {} }, (close) => {
    const entry = (text: string, press: () => void): HTMLElement =>
      button('ph-row', text, () => {
        close();
        press();
      });
    const share = (): void => {
      const page = top();
      const shared = page && life(page, 'onShareAppMessage', { from: 'menu' });
      const title =
        shared && typeof shared === 'object' && 'title' in shared ? String(shared.title) : '';
      void wx.showToast({ title: title ? `已转发：${title}` : '此页不支持转发', icon: 'none' });
    };
    return h(
      'section',
      { class: 'ph-sheet' },
      entry('转发给朋友', share),
      entry('重新进入小程序', () => location.reload()),
      button('ph-row ph-row-cancel', '取消', close),
    );
  });
}

function signals(): SVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 66 14', width: 66, height: 14, fill: 'currentColor' },
    svg('path', { d: 'M1 9h3v4H1zM6 6.5h3V13H6zM11 4h3v9h-3zM16 1.5h3V13h-3z' }),
    svg('path', {
      d: 'M31 3c2.6 0 5 1 6.8 2.7l-1.3 1.4A8 8 0 0 0 31 5a8 8 0 0 0-5.5 2.1l-1.3-1.4A9.9 9.9 0 0 1 31 3Zm0 4c1.5 0 2.9.6 3.9 1.600L31 12.600l-3.9-4A5.6 5.6 0 0 1 31 7Z',
    }),
    svg('rect', {
      x: 41.6,
      y: 1.6,
      width: 20.8,
      height: 10.8,
      rx: 3,
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': 1.2,
    }),
    svg('rect', { x: 43.5, y: 3.5, width: 17, height: 7, rx: 1.5 }),
  );
}

function dots(): SVGElement {
  const circles = [6, 12, 18].map((cx) => svg('circle', { cx, cy: 12, r: cx === 12 ? 3 : 2 }));
  return svg(
    'svg',
    { viewBox: '0 0 24 24', width: 22, height: 22, fill: 'currentColor' },
    ...circles,
  );
}

function target(): SVGElement {
  const drawn = icon('M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z', 20);
  drawn.append(svg('circle', { cx: 12, cy: 12, r: 3, fill: 'currentColor' }));
  return drawn;
}
