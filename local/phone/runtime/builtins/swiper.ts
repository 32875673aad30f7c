/** `swiper` and `swiper-item`: one continuous position; wrap-round is arithmetic. */
import { browserUnits } from '../../units';
import { h } from '../ui/dom';
import { builtin, type Host } from './define';
import { swipe } from './swipe';

export const SWIPER = {
  indicatorDots: Boolean,
  indicatorColor: { type: String, value: 'rgba(0,0,0,.3)' },
  indicatorActiveColor: { type: String, value: '#000' },
  autoplay: Boolean,
  interval: { type: Number, value: 5000 },
  duration: { type: Number, value: 500 },
  current: Number,
  currentItemId: String,
  circular: Boolean,
  vertical: Boolean,
  displayMultipleItems: { type: Number, value: 1 },
  previousMargin: String,
  nextMargin: String,
  easingFunction: String,
  snapToEdge: Boolean,
  cacheExtent: Number,
  layoutType: String,
  transformerType: String,
} as const;

type Source = 'autoplay' | 'touch' | '';

/** The moving part, shared with the gesture. */
export interface Track {
  readonly host: Host<typeof SWIPER>;
  /** Item at the leading edge, with fractions while moving; unbounded when circular. */
  position: number;
  items(): HTMLElement[];
  /** Size of one item along the axis, px. */
  extent(): number;
  place(): void;
  go(index: number, source: Source): void;
  stop(): void;
}

export function registerSwiper(): void {
  builtin('swiper', SWIPER, (host) => {
    const track = makeTrack(host);
    swipe(track);
    host.watch(['current'], () => {
      if (nearest(track) !== host.data.current) track.go(host.data.current, '');
    });
    const layout = (): void => track.place();
    host.watch(
      [
        'indicatorDots',
        'indicatorColor',
        'indicatorActiveColor',
        'vertical',
        'previousMargin',
        'nextMargin',
      ],
      layout,
    );
    const resized = new ResizeObserver(layout);
    resized.observe(host.el);
    const changed = new MutationObserver(layout);
    changed.observe(host.el, { childList: true });
    autoplay(host, track);
    host.onDetached(() => {
      resized.disconnect();
      changed.disconnect();
    });
  });
  builtin('swiper-item', { itemId: String, skipHiddenItemLayout: Boolean });
}

function makeTrack(host: Host<typeof SWIPER>): Track {
  const dots = h('div', { class: 'wx-swiper-dots' });
  host.el.append(dots);
  let frame = 0;
  const track: Track = {
    host,
    position: host.data.current || 0,
    items: () => [...host.el.querySelectorAll<HTMLElement>(':scope > wx-swiper-item')],
    extent() {
      const whole = host.data.vertical ? host.el.clientHeight : host.el.clientWidth;
      return (
        (whole - margin(host, 'previousMargin') - margin(host, 'nextMargin')) /
        host.data.displayMultipleItems
      );
    },
    place() {
      place(track);
      drawDots(track, dots);
    },
    stop: () => cancelAnimationFrame(frame),
    go(index, source) {
      track.stop();
      const before = nearest(track);
      const target = wraps(track) ? index : Math.max(0, Math.min(index, lastIndex(track)));
      const from = track.position;
      const ms = source === '' ? 0 : host.data.duration;
      const current = modulo(target, track.items().length);
      if (current !== before || source === 'touch') announce(host, before, current, source);
      const start = performance.now();
      const step = (now: number): void => {
        const t = ms === 0 ? 1 : Math.min(1, (now - start) / ms);
        track.position = from + (target - from) * (1 - (1 - t) ** 3);
        track.place();
        if (t < 1) frame = requestAnimationFrame(step);
        else {
          track.position = modulo(target, track.items().length);
          host.emit('animationfinish', { current, currentItemId: '', source });
        }
      };
      if (ms === 0) step(start);
      else frame = requestAnimationFrame(step);
    },
  };
  return track;
}

function announce(
  host: Host<typeof SWIPER>,
  before: number,
  current: number,
  source: Source,
): void {
  if (before === current && host.data.current === current) return;
  host.set({ current });
  host.emit('change', { current, currentItemId: '', source });
}

function place(track: Track): void {
  const { host, position } = track;
  const items = track.items();
  const extent = track.extent();
  const start = margin(host, 'previousMargin');
  for (const [index, item] of items.entries()) {
    let offset = index - position;
    // The copy of the item that is nearest to what is on show.
    if (wraps(track)) offset = modulo(offset + items.length / 2, items.length) - items.length / 2;
    const px = start + offset * extent;
    item.style.transform = host.data.vertical ? `translateY(${px}px)` : `translateX(${px}px)`;
    item.style[host.data.vertical ? 'height' : 'width'] = `${extent}px`;
  }
}

function drawDots(track: Track, dots: HTMLElement): void {
  const { indicatorDots, indicatorColor, indicatorActiveColor, vertical } = track.host.data;
  dots.hidden = !indicatorDots;
  dots.classList.toggle('wx-swiper-dots-vertical', vertical);
  const active = nearest(track);
  dots.replaceChildren(
    ...track
      .items()
      .map((_, index) =>
        h('i', { style: { background: index === active ? indicatorActiveColor : indicatorColor } }),
      ),
  );
}

function autoplay(host: Host<typeof SWIPER>, track: Track): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  host.watch(['autoplay', 'interval'], () => {
    clearInterval(timer);
    if (!host.data.autoplay) return;
    timer = setInterval(() => {
      if (!host.el.offsetParent || host.el.dataset['touched'] === 'yes') return;
      const next = Math.round(track.position) + 1;
      track.go(!wraps(track) && next > lastIndex(track) ? 0 : next, 'autoplay');
    }, host.data.interval);
  });
  host.onDetached(() => clearInterval(timer));
}

export function wraps(track: Track): boolean {
  return track.host.data.circular && track.items().length > track.host.data.displayMultipleItems;
}

export function lastIndex(track: Track): number {
  return Math.max(0, track.items().length - Math.ceil(track.host.data.displayMultipleItems));
}

function nearest(track: Track): number {
  return modulo(Math.round(track.position), track.items().length);
}

function modulo(value: number, by: number): number {
  return by === 0 ? 0 : ((value % by) + by) % by;
}

/** A margin such as `20rpx` in px. */
function margin({ el, data }: Host<typeof SWIPER>, name: 'previousMargin' | 'nextMargin'): number {
  if (!data[name]) return 0;
  el.style.setProperty('scroll-padding', browserUnits(data[name]));
  return Number.parseFloat(getComputedStyle(el).scrollPaddingTop) || 0;
}
