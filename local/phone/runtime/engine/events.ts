/** What reaches page code as an event: touches with page coordinates, taps, transitions. */
import { backend, glassEasel } from './easel';

/** Built-ins raise their own input, change, scroll …; the raw ones of inner elements must not leak. */
const DOM_EVENTS = new Set([
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
  'transitionend',
  'animationstart',
  'animationend',
  'animationiteration',
]);

export interface PageTouch {
  identifier: number;
  clientX: number;
  clientY: number;
  pageX: number;
  pageY: number;
  force: number;
}

const longPressed = new WeakSet<object>();
let swallowTap = false;

/** After a long press the tap of the same finger does not count. */
export function swallowNextTap(): void {
  swallowTap = true;
}

type TapDetail = (event: UIEvent, clientX: number, clientY: number) => object | undefined;

const tapDetails = new WeakMap<Element, TapDetail>();

/** Gives taps inside `el` a detail of their own; `undefined` from it means no tap at all. */
export function setTapDetail(el: Element, detail: TapDetail): void {
  tapDetails.set(el, detail);
}

function ownDetail(event: UIEvent, at: unknown): object | null | undefined {
  const el = event.target instanceof Element ? event.target.closest('wx-map') : null;
  const make = el && tapDetails.get(el);
  if (!make || typeof at !== 'object' || at === null || !('x' in at) || !('y' in at)) return null;
  return make(event, Number(at.x), Number(at.y));
}

/** True when the element or one around it wants long presses; only then the tap is lost. */
export function listensLongPress(target: EventTarget | null): boolean {
  for (let at = target; at instanceof Element; at = at.parentElement) {
    if (longPressed.has(at)) return true;
  }
  return false;
}

export function installEvents(): void {
  const setListenerStats = backend.setListenerStats.bind(backend);
  backend.setListenerStats = (element, type, capture, level) => {
    if (type === 'longpress' || type === 'longtap') longPressed.add(element);
    if (DOM_EVENTS.has(type)) setListenerStats(element, type, capture, level);
  };
  addEventListener('touchstart', () => (swallowTap = false), { capture: true });

  backend.onEvent((target, type, detail: unknown, options) => {
    const original: unknown = options.originalEvent;
    const view = original instanceof UIEvent ? viewOf(original.target) : undefined;
    if (type === 'tap') {
      if (swallowTap) return;
      const own = original instanceof UIEvent ? ownDetail(original, detail) : null;
      if (own === undefined) return;
      detail = own ?? tapDetail(detail, view);
    }
    let extra = {};
    if (original instanceof TouchEvent) {
      const touches = touchList(original.touches, view);
      const changedTouches = touchList(original.changedTouches, view);
      extra = { extraFields: { touches, changedTouches } };
    }
    return glassEasel.triggerEvent(target, type, detail, { ...options, ...extra });
  });
}

/** The page area: coordinates count from its corner, below the navigation bar. */
function viewOf(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element
    ? (target.closest<HTMLElement>('.ph-view') ?? undefined)
    : undefined;
}

function touchList(list: TouchList, view: HTMLElement | undefined): PageTouch[] {
  const corner = view?.getBoundingClientRect();
  const scrolled = view?.querySelector('wx-page')?.scrollTop ?? 0;
  return Array.from(list, ({ identifier, clientX, clientY }) => {
    const x = clientX - (corner?.left ?? 0);
    const y = clientY - (corner?.top ?? 0);
    return { identifier, clientX: x, clientY: y, pageX: x, pageY: y + scrolled, force: 1 };
  });
}

function tapDetail(detail: unknown, view: HTMLElement | undefined): unknown {
  const corner = view?.getBoundingClientRect();
  if (typeof detail !== 'object' || detail === null || !('x' in detail) || !('y' in detail))
    return detail;
  return { x: Number(detail.x) - (corner?.left ?? 0), y: Number(detail.y) - (corner?.top ?? 0) };
}
