/** What the platform adds to the `this` of pages and components. */
import { type Caller, CallerClass } from '../engine/easel';
import { createObserver } from '../wx/observer';
import { selectorQuery } from '../wx/query';
import { channelPair, type EventChannel } from './channel';
import { pageOf, type Page } from './page';
import { stack, top } from './stack';

const alone = new WeakMap<object, EventChannel>();

export function extendCallers(): void {
  const additions = {
    getTabBar(this: Caller, done?: (bar: Caller) => void) {
      const bar = pageAround(this)?.tabBar;
      if (typeof done === 'function' && bar) done(bar);
      return bar ?? null;
    },
    getPageId(this: Caller) {
      return `pageId:${pageAround(this)?.id ?? 0}`;
    },
    getOpenerEventChannel(this: Caller) {
      const channel = pageAround(this)?.channel ?? alone.get(this) ?? channelPair().opened;
      alone.set(this, channel);
      return channel;
    },
    createSelectorQuery(this: Caller) {
      return selectorQuery(this);
    },
    createIntersectionObserver(
      this: Caller,
      options?: WechatMiniprogram.CreateIntersectionObserverOption,
    ) {
      return createObserver(this, options);
    },
    setUpdatePerformanceListener() {},
    /** Ends at once: tests and people see the final state. */
    animate(_selector: string, _frames: unknown, _duration: unknown, done?: () => void) {
      done?.();
    },
    clearAnimation(_selector: string, options: unknown, done?: () => void) {
      (typeof options === 'function' ? options : done)?.();
    },
    getAppBar: () => null,
  };
  for (const [name, value] of Object.entries(additions)) {
    Object.defineProperty(CallerClass.prototype, name, {
      value,
      configurable: true,
      writable: true,
    });
  }
  for (const router of ['router', 'pageRouter']) {
    Object.defineProperty(CallerClass.prototype, router, { configurable: true, get: () => wx });
  }
}

/** The page a component is on: the one in front unless it is a page itself. */
function pageAround(caller: Caller): Page | undefined {
  const own = pageOf(caller);
  if (own) return own;
  const element: unknown = caller._$.getBackendElement();
  const frame = element instanceof Element ? element.closest('.ph-page') : null;
  return stack.find((page) => page.frame === frame) ?? top();
}
