/** `scroll-view`: the element itself scrolls. */
import { pullToRefresh } from '../ui/pull';
import { builtin, type Host } from './define';

const SCROLL_VIEW = {
  scrollX: Boolean,
  scrollY: Boolean,
  scrollTop: null,
  scrollLeft: null,
  scrollIntoView: String,
  scrollIntoViewOffset: Number,
  scrollWithAnimation: Boolean,
  upperThreshold: { type: Number, value: 50 },
  lowerThreshold: { type: Number, value: 50 },
  refresherEnabled: Boolean,
  refresherTriggered: Boolean,
  refresherThreshold: Number,
  refresherDefaultStyle: String,
  refresherBackground: String,
  enhanced: Boolean,
  showScrollbar: Boolean,
  enableFlex: Boolean,
  enableBackToTop: Boolean,
  enablePassive: null,
  bounces: Boolean,
  pagingEnabled: Boolean,
  fastDeceleration: Boolean,
  scrollAnchoring: Boolean,
  usingSticky: Boolean,
  type: String,
} as const;

export function registerScrollView(): void {
  builtin('scroll-view', SCROLL_VIEW, (host) => {
    const { el } = host;
    for (const [name, attribute] of [
      ['scrollX', 'scroll-x'],
      ['scrollY', 'scroll-y'],
      ['enableFlex', 'enable-flex'],
    ] as const) {
      host.watch([name], () => el.toggleAttribute(attribute, host.data[name]));
    }
    const behavior = (): ScrollBehavior => (host.data.scrollWithAnimation ? 'smooth' : 'instant');
    host.watch(['scrollTop'], () => {
      if (host.data.scrollTop !== null && host.data.scrollTop !== '') {
        el.scrollTo({ top: pixels(host.data.scrollTop), behavior: behavior() });
      }
    });
    host.watch(['scrollLeft'], () => {
      if (host.data.scrollLeft !== null && host.data.scrollLeft !== '') {
        el.scrollTo({ left: pixels(host.data.scrollLeft), behavior: behavior() });
      }
    });
    host.watch(['scrollIntoView'], () => {
      const id = host.data.scrollIntoView;
      // The target may be rendered by the same setData that names it.
      if (id !== '') setTimeout(() => scrollTo(host, id, behavior()), 20);
    });
    watchScroll(host);
    refresher(host);
    return { context: scrollContext(host) };
  });
}

/** What a selector query's `node: true` gives for an enhanced scroll-view. */
function scrollContext(host: Host<typeof SCROLL_VIEW>) {
  return {
    scrollTo: ({
      top,
      left,
      animated = true,
    }: {
      top?: number;
      left?: number;
      animated?: boolean;
    }) =>
      host.el.scrollTo({
        ...(top === undefined ? {} : { top }),
        ...(left === undefined ? {} : { left }),
        behavior: animated ? 'smooth' : 'instant',
      }),
    scrollIntoView: (selector: string) => host.el.querySelector(selector)?.scrollIntoView(),
  };
}

function scrollTo(
  { el, data }: Host<typeof SCROLL_VIEW>,
  id: string,
  behavior: ScrollBehavior,
): void {
  const target = el.querySelector(`#${CSS.escape(id)}`);
  if (!target) return;
  const [at, from] = [target.getBoundingClientRect(), el.getBoundingClientRect()];
  const offset = data.scrollIntoViewOffset || 0;
  el.scrollBy({
    top: data.scrollY ? at.top - from.top + offset : 0,
    left: data.scrollX ? at.left - from.left + offset : 0,
    behavior,
  });
}

function watchScroll(host: Host<typeof SCROLL_VIEW>): void {
  const { el } = host;
  let [top, left] = [0, 0];
  let [atEnd, atStart] = [false, true];
  el.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = el;
    const [deltaX, deltaY] = [left - scrollLeft, top - scrollTop];
    [top, left] = [scrollTop, scrollLeft];
    host.emit('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX, deltaY });
    const across = host.data.scrollX && !host.data.scrollY;
    const before = across ? scrollLeft : scrollTop;
    const after = across
      ? scrollWidth - scrollLeft - el.clientWidth
      : scrollHeight - scrollTop - el.clientHeight;
    const end = after <= host.data.lowerThreshold;
    const start = before <= host.data.upperThreshold;
    if (end && !atEnd) host.emit('scrolltolower', { direction: across ? 'right' : 'bottom' });
    if (start && !atStart) host.emit('scrolltoupper', { direction: across ? 'left' : 'top' });
    [atEnd, atStart] = [end, start];
  });
}

function refresher(host: Host<typeof SCROLL_VIEW>): void {
  if (!host.data.refresherEnabled) return;
  const pull = pullToRefresh(host.el, {
    enabled: () => host.data.refresherEnabled && host.data.scrollY,
    onPull: (dy) => host.emit('refresherpulling', { dy }),
    onRefresh: () => host.emit('refresherrefresh', {}),
    onAbort: () => host.emit('refresherabort', {}),
    onRestore: () => host.emit('refresherrestore', {}),
  });
  host.watch(['refresherTriggered'], () => pull.set(host.data.refresherTriggered));
}

/** Numbers are px; strings may carry a unit. */
function pixels(value: unknown): number {
  const text = String(value);
  const number = Number.parseFloat(text) || 0;
  const vmin = Math.min(innerWidth, innerHeight);
  return text.endsWith('rpx') ? (number * vmin) / 750 : number;
}
