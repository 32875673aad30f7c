/** Moves between pages, with the refusals and the order of life of a phone. */
import { isTab, meta } from '../app';
import { type EventChannel, channelPair } from './channel';
import { createPage, life, type Page } from './page';
import { close, front, hide, keep, keptTabs, show, stack, top } from './stack';

const MAX_DEPTH = 10;

export interface Target {
  path: string;
  query: Record<string, string>;
  search: string;
}

/** A refused move; the text goes into errMsg after the call's name. */
export class RouteError extends Error {}

/** Relative addresses count from the page in front. */
export function parseUrl(url: string): Target {
  const { pathname, search } = new URL(url, `http://x/${top()?.path ?? ''}`);
  const query: Record<string, string> = {};
  for (const pair of search.slice(1).split('&').filter(Boolean)) {
    const at = pair.indexOf('=');
    // Values stay encoded: decoding them is the page's business on a phone, too.
    query[at < 0 ? pair : pair.slice(0, at)] = at < 0 ? '' : pair.slice(at + 1);
  }
  return { path: decodeURIComponent(pathname.slice(1)), query, search };
}

export function navigateTo(url: string, events?: Parameters<typeof channelPair>[0]): EventChannel {
  const target = parseUrl(url);
  known(target);
  if (isTab(target.path)) throw new RouteError('can not navigateTo a tabbar page');
  if (stack.length >= MAX_DEPTH) throw new RouteError('webview count limit exceed');
  const { opener, opened } = channelPair(events);
  hide(top());
  open(target, opened).frame.classList.add('ph-enter');
  return opener;
}

export function redirectTo(url: string): void {
  const target = parseUrl(url);
  known(target);
  if (isTab(target.path)) throw new RouteError('can not redirectTo a tabbar page');
  const old = stack.pop();
  open(target);
  if (old) close(old);
}

export function navigateBack(delta = 1): void {
  const count = Math.min(delta, stack.length - 1);
  if (count < 1) throw new RouteError('cannot navigate back at first page.');
  for (const page of stack.splice(-count).reverse()) close(page);
  resurface();
}

export function switchTab(url: string): void {
  const target = parseUrl(url);
  known(target);
  if (!isTab(target.path)) throw new RouteError('can not switch to no-tabBar page');
  const before = top();
  if (before?.path === target.path) return;
  while (stack.length > 0 && !isTab(top()?.path ?? '')) {
    const page = stack.pop();
    if (page) close(page);
  }
  const left = stack.pop();
  if (left && left === before) hide(left);
  const kept = keptTabs.get(target.path);
  if (!kept) return void open({ ...target, query: {}, search: '' });
  stack.push(kept);
  resurface();
}

export function reLaunch(url: string): void {
  const target = parseUrl(url);
  known(target);
  const old = new Set([...stack, ...keptTabs.values()]);
  stack.length = 0;
  keptTabs.clear();
  open(target);
  for (const page of old) {
    const same = keptTabs.get(page.path);
    close(page);
    if (same) keptTabs.set(same.path, same);
  }
}

export function open(target: Target, channel?: EventChannel): Page {
  const page = createPage({
    ...target,
    leading: leadingOf(target),
    channel,
    enter(page) {
      stack.push(page);
      keep(page);
      front(page);
    },
  });
  show(page);
  requestAnimationFrame(() => life(page, 'onReady'));
  return page;
}

function leadingOf({ path }: Target): 'back' | 'home' | undefined {
  if (stack.length > 0) return 'back';
  return isTab(path) || path === meta.pages[0] ? undefined : 'home';
}

function resurface(): void {
  const page = top();
  if (!page) return;
  front(page);
  show(page);
}

function known({ path }: Target): void {
  if (!meta.pages.includes(path)) throw new RouteError(`page "${path}" is not found`);
}
