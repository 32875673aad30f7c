/** The tab bar: the platform's own, or the app's component. */
import { assetUrl, meta, tabs } from '../app';
import { backend, type Caller, callerOf, mount, space } from '../engine/easel';
import { loadUnit } from '../engine/units';
import { h } from '../ui/dom';

interface TabState {
  text?: string;
  badge?: string;
  dot?: boolean;
}

const state: TabState[] = [];
let hidden = false;
const bars = new Set<() => void>();

/** Changes one tab on every page that shows the bar. */
export function changeTab(index: number, change: TabState): void {
  state[index] = { ...state[index], ...change };
  for (const draw of bars) draw();
}

export function hideTabs(on: boolean): void {
  hidden = on;
  for (const draw of bars) draw();
}

export function nativeTabBar(path: string): HTMLElement {
  const bar = h('nav', { class: 'ph-tabs' });
  const { color, selectedColor, backgroundColor, borderStyle } = meta.app.tabBar ?? {};
  if (backgroundColor) bar.style.background = backgroundColor;
  bar.classList.toggle('ph-tabs-light', borderStyle === 'white');
  const draw = (): void => {
    bar.hidden = hidden;
    bar.replaceChildren(
      ...tabs.map(({ pagePath, text, iconPath, selectedIconPath }, index) => {
        const on = pagePath === path;
        const src = on ? (selectedIconPath ?? iconPath) : iconPath;
        const press = (): void => void wx.switchTab({ url: `/${pagePath}` });
        const tab = h('button', { class: 'ph-tab', on: { click: press } });
        tab.style.color = (on ? selectedColor : color) ?? '';
        if (on) tab.setAttribute('aria-current', 'page');
        if (src) tab.append(h('span', { class: 'ph-tab-icon' }, image(src)));
        tab.append(h('span', { text: state[index]?.text ?? text }));
        const { badge, dot } = state[index] ?? {};
        if (badge) tab.append(h('b', { class: 'ph-badge', text: badge }));
        else if (dot) tab.append(h('b', { class: 'ph-badge ph-badge-dot' }));
        return tab;
      }),
    );
  };
  bars.add(draw);
  draw();
  return bar;
}

/** Each tab page has its own instance, as on a phone. */
export function customTabBar(view: HTMLElement): Caller {
  loadUnit('custom-tab-bar/index');
  const bar = space.createComponentByUrl('custom-tab-bar', 'custom-tab-bar/index', null, backend);
  mount(bar, view);
  return callerOf(bar);
}

function image(src: string): HTMLImageElement {
  const img = h('img');
  img.alt = '';
  img.src = assetUrl(src, '');
  return img;
}
