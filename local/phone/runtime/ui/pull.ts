/** Pull down to refresh, for a page and for a scroll-view with a refresher. */
import { h } from './dom';

export interface Pull {
  /** Shows or hides the waiting state without a gesture. */
  set(refreshing: boolean): void;
  readonly refreshing: boolean;
}

export interface PullOptions {
  /** Asked at the start of each gesture. */
  enabled(): boolean;
  onRefresh(): void;
  onPull?(distancePx: number): void;
  onAbort?(): void;
  onRestore?(): void;
}

const TRIGGER_PX = 45;
const REST_PX = 50;
const MAX_PX = 90;

/** The indicator becomes the first thing inside the scroller and pushes the content down. */
export function pullToRefresh(scroller: HTMLElement, options: PullOptions): Pull {
  const bar = h('div', { class: 'ph-pull', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'));
  scroller.prepend(bar);
  let startY: number | undefined;
  let startX = 0;
  let height = 0;
  let refreshing = false;

  const show = (px: number, smooth: boolean): void => {
    height = px;
    bar.style.transition = smooth ? 'height .2s' : 'none';
    bar.style.height = `${px}px`;
  };
  const set = (on: boolean): void => {
    if (on === refreshing && on) return;
    const was = refreshing;
    refreshing = on;
    bar.classList.toggle('ph-pull-on', on);
    show(on ? REST_PX : 0, true);
    if (was && !on) options.onRestore?.();
  };

  scroller.addEventListener('touchstart', ({ touches }) => {
    const touch = touches[0];
    const ready = !refreshing && scroller.scrollTop <= 0 && options.enabled();
    startY = ready && touch ? touch.clientY : undefined;
    startX = touch?.clientX ?? 0;
  });
  scroller.addEventListener(
    'touchmove',
    (event) => {
      const touch = event.touches[0];
      if (startY === undefined || !touch || event.defaultPrevented) return;
      const dy = touch.clientY - startY;
      if (height === 0 && (dy < 6 || Math.abs(touch.clientX - startX) > dy)) {
        if (dy < -6) startY = undefined;
        return;
      }
      event.preventDefault();
      show(Math.max(0, Math.min(MAX_PX, dy * 0.5)), false);
      options.onPull?.(height);
    },
    { passive: false },
  );
  const end = (): void => {
    if (startY === undefined) return;
    startY = undefined;
    if (height >= TRIGGER_PX) {
      set(true);
      options.onRefresh();
    } else if (height > 0) {
      show(0, true);
      options.onAbort?.();
    }
  };
  for (const type of ['touchend', 'touchcancel'] as const) scroller.addEventListener(type, end);
  return {
    set,
    get refreshing() {
      return refreshing;
    },
  };
}
