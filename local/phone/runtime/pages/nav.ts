/** The navigation bar of a page. */
import type { PageConfig } from '../../build/types';
import { meta } from '../app';
import { h, icon } from '../ui/dom';

export interface Nav {
  el: HTMLElement;
  setTitle(title: string): void;
  setColor(front: string, background: string): void;
  setLoading(on: boolean): void;
  /** True when the bar's writing is white. */
  isDark(): boolean;
}

const BACK = 'M15 4l-8 8 8 8';
const HOME = 'M4 11l8-7 8 7v9h-5v-6H9v6H4z';

/** What stands left of the title; a page opened by its address has nothing to go back to, only home. */
export type Leading = 'back' | 'home' | undefined;

export function makeNav(config: PageConfig, leading: Leading): Nav {
  const title = h('h1', { class: 'ph-nav-title', text: config.navigationBarTitleText ?? '' });
  const spinner = h('i', { class: 'ph-spinner' });
  spinner.hidden = true;
  const bar = h('div', { class: 'ph-nav-bar' }, spinner, title);
  if (leading) bar.prepend(leading === 'back' ? backButton() : homeButton());
  const el = h('header', { class: 'ph-nav' }, bar);
  let dark = false;
  const nav: Nav = {
    el,
    setTitle: (text) => (title.textContent = text),
    setColor(front, background) {
      dark = /^#?fff(fff)?$/i.test(front) || front === 'white';
      el.style.color = dark ? '#fff' : '#000';
      el.style.background = background;
      document.dispatchEvent(new Event('phone:nav'));
    },
    setLoading: (on) => (spinner.hidden = !on),
    isDark: () => dark,
  };
  nav.setColor(
    config.navigationBarTextStyle ?? 'white',
    config.navigationBarBackgroundColor ?? '#000000',
  );
  return nav;
}

function backButton(): HTMLElement {
  const press = (): void => void wx.navigateBack();
  return h('button', { class: 'ph-back', 'aria-label': '返回', on: { click: press } }, icon(BACK));
}

function homeButton(): HTMLElement {
  const home = `/${meta.app.entryPagePath ?? meta.pages[0] ?? ''}`;
  const press = (): void => void wx.reLaunch({ url: home });
  return h(
    'button',
    { class: 'ph-back ph-home', 'aria-label': '首页', on: { click: press } },
    icon(HOME, 20),
  );
}
