/** Moving between pages, and the bars of the page in front. */
import { tabs } from '../app';
import {
  RouteError,
  navigateBack,
  navigateTo,
  reLaunch,
  redirectTo,
  switchTab,
} from '../pages/router';
import { topPage } from '../pages/stack';
import { changeTab, hideTabs } from '../pages/tab-bar';
import { life } from '../pages/page';
import { type AsyncCalls, Refused } from './define';

export const navigation: AsyncCalls = {
  navigateTo: ({ url, events }) => {
    const eventChannel = route(() => navigateTo(url, events));
    // Our channel has the four calls of WeChat's class.
    return { eventChannel: eventChannel as unknown as WechatMiniprogram.EventChannel };
  },
  redirectTo: ({ url }) => route(() => redirectTo(url)),
  navigateBack: ({ delta }) => route(() => navigateBack(delta)),
  switchTab: ({ url }) => route(() => switchTab(url)),
  reLaunch: ({ url }) => route(() => reLaunch(url)),

  setNavigationBarTitle: ({ title }) => topPage().nav.setTitle(title),
  setNavigationBarColor: ({ frontColor, backgroundColor }) =>
    topPage().nav.setColor(frontColor, backgroundColor),
  showNavigationBarLoading: () => topPage().nav.setLoading(true),
  hideNavigationBarLoading: () => topPage().nav.setLoading(false),
  setBackgroundColor: ({ backgroundColor }) => {
    if (backgroundColor) topPage().view.style.backgroundColor = backgroundColor;
  },
  setBackgroundTextStyle: () => {},

  startPullDownRefresh: () => {
    const page = topPage();
    page.pull.set(true);
    life(page, 'onPullDownRefresh');
  },
  stopPullDownRefresh: () => topPage().pull.set(false),
  pageScrollTo: ({ scrollTop, selector, duration = 300, offsetTop = 0 }) => {
    const { scroller } = topPage();
    const target = selector ? scroller.querySelector(selector) : null;
    const down = target
      ? target.getBoundingClientRect().top - scroller.getBoundingClientRect().top
      : 0;
    const top = target ? scroller.scrollTop + down + offsetTop : (scrollTop ?? 0);
    scroller.scrollTo({ top, behavior: duration > 0 ? 'smooth' : 'instant' });
  },

  setTabBarBadge: ({ index, text }) => changeTab(tab(index), { badge: text }),
  removeTabBarBadge: ({ index }) => changeTab(tab(index), { badge: '' }),
  showTabBarRedDot: ({ index }) => changeTab(tab(index), { dot: true }),
  hideTabBarRedDot: ({ index }) => changeTab(tab(index), { dot: false }),
  setTabBarItem: ({ index, text }) =>
    text === undefined ? undefined : changeTab(tab(index), { text }),
  showTabBar: () => hideTabs(false),
  hideTabBar: () => hideTabs(true),
  setTabBarStyle: () => {},
};

function tab(index: number): number {
  if (!tabs[index]) throw new Refused('tabbar item not found');
  return index;
}

function route<T>(move: () => T): T {
  try {
    return move();
  } catch (error) {
    if (error instanceof RouteError) throw new Refused(error.message);
    throw error;
  }
}
