/** One open page: its chrome on the screen, its component, and the `this` of its code. */
import type { PageConfig } from '../../build/types';
import { isTab, meta, pageConfig } from '../app';
import { backend, callerOf, type Caller, type Comp, mount, space, unmount } from '../engine/easel';
import { addStyle } from '../engine/styles';
import { loadUnit } from '../engine/units';
import { h } from '../ui/dom';
import { screen } from '../ui/phone';
import { type Pull, pullToRefresh } from '../ui/pull';
import type { EventChannel } from './channel';
import { type Leading, makeNav, type Nav } from './nav';
import { customTabBar, nativeTabBar } from './tab-bar';

export interface Page {
  readonly id: number;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly config: PageConfig;
  readonly caller: Caller;
  readonly comp: Comp;
  readonly frame: HTMLElement;
  /** The area between the bars. */
  readonly view: HTMLElement;
  readonly scroller: HTMLElement;
  readonly nav: Nav;
  readonly tabBar: Caller | undefined;
  readonly pull: Pull;
  readonly channel: EventChannel | undefined;
  readonly style: HTMLStyleElement | undefined;
}

const pages = new WeakMap<object, Page>();
let nextId = 1;

/** The page whose code has this `this`. */
export function pageOf(caller: object): Page | undefined {
  return pages.get(caller);
}

export interface OpenOptions {
  path: string;
  query: Record<string, string>;
  /** The query as written, for pages that take it as properties. */
  search: string;
  leading: Leading;
  channel: EventChannel | undefined;
  /** Runs when the page exists, before its code and components live. */
  enter(page: Page): void;
}

export function createPage({ path, query, search, leading, channel, enter }: OpenOptions): Page {
  loadUnit(path);
  const config = pageConfig(path);
  const nav = makeNav(config, leading);
  const view = h('div', { class: 'ph-view' });
  const frame = h('section', { class: 'ph-page', 'data-route': path }, nav.el, view);
  frame.classList.toggle('ph-custom', config.navigationStyle === 'custom');
  screen.append(frame);

  const comp = space.createComponentByUrl('wx-page', path + search, null, backend);
  const caller = callerOf(comp);
  Object.assign(caller, { route: path, __route__: path, options: query });
  const native = isTab(path) && !meta.app.tabBar?.custom;
  if (native) frame.append(nativeTabBar(path));
  const style = addStyle(path, '');
  const scroller = comp.getBackendElement();
  if (!(scroller instanceof HTMLElement)) throw new Error(`${path} has no element`);
  const pull = pullToRefresh(scroller, {
    enabled: () => config.enablePullDownRefresh === true,
    onRefresh: () => life(page, 'onPullDownRefresh'),
  });
  const tabBar = isTab(path) && meta.app.tabBar?.custom ? customTabBar(view) : undefined;
  const page: Page = {
    id: nextId++,
    path,
    query,
    config,
    caller,
    comp,
    frame,
    view,
    scroller,
    nav,
    pull,
    channel,
    style,
    tabBar,
  };
  pages.set(caller, page);
  if (config.disableScroll) scroller.style.overflow = 'hidden';
  enter(page);
  mount(comp, view);
  if (tabBar) view.append(...[...view.children].filter((child) => child !== scroller));
  watchScroll(page);
  life(page, 'onLoad', query);
  return page;
}

/** Calls one of the page's own methods, if it has it. */
export function life(page: Page, name: string, ...args: unknown[]): unknown {
  const method = page.caller[name];
  return typeof method === 'function' ? method.apply(page.caller, args) : undefined;
}

export function destroyPage(page: Page): void {
  life(page, 'onUnload');
  unmount(page.comp);
  page.frame.remove();
  page.style?.remove();
}

function watchScroll(page: Page): void {
  const { scroller, config } = page;
  let low = false;
  scroller.addEventListener('scroll', (event) => {
    if (event.target !== scroller) return;
    const { scrollTop, clientHeight, scrollHeight } = scroller;
    life(page, 'onPageScroll', { scrollTop });
    const left = scrollHeight - scrollTop - clientHeight;
    const reached = left <= (config.onReachBottomDistance ?? 50);
    if (reached && !low) life(page, 'onReachBottom');
    low = reached;
  });
}
