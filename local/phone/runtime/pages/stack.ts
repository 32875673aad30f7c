/** Which pages are open, and which one is in front. */
import { isTab } from '../app';
import type { Comp } from '../engine/easel';
import { destroyPage, life, type Page } from './page';

export const stack: Page[] = [];
/** Tab pages live on when another tab is in front. */
export const keptTabs = new Map<string, Page>();

export function top(): Page | undefined {
  return stack.at(-1);
}

/** Pages start living before they are in front of anything, so the caller must have one. */
export function topPage(): Page {
  const page = top();
  if (!page) throw new Error('no page is open');
  return page;
}

/** Brings a page to the front; the others stay, invisible. */
export function front(page: Page): void {
  for (const other of new Set([...stack, ...keptTabs.values()])) {
    other.frame.hidden = other !== page;
    if (other.style) other.style.disabled = other !== page;
  }
  const query = Object.entries(page.query).map(([key, value]) => `${key}=${value}`);
  const search = query.length > 0 ? `?${query.join('&')}` : '';
  history.replaceState(null, '', `${location.pathname}${location.search}#/${page.path}${search}`);
  document.dispatchEvent(new Event('phone:nav'));
}

export function show(page: Page): void {
  life(page, 'onShow');
  pageLifetime(page.comp, 'show');
}

export function hide(page: Page | undefined): void {
  if (!page) return;
  life(page, 'onHide');
  pageLifetime(page.comp, 'hide');
}

export function close(page: Page): void {
  keptTabs.delete(page.path);
  destroyPage(page);
}

export function keep(page: Page): void {
  if (isTab(page.path)) keptTabs.set(page.path, page);
}

function pageLifetime(comp: Comp, name: string): void {
  comp.triggerPageLifetime(name, []);
}
