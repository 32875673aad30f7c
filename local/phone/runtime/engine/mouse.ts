/** Turns a mouse into a finger: touch events, drag to scroll, long press. */
import { glassEasel, type Node } from './easel';
import { listensLongPress, swallowNextTap } from './events';

const LONG_PRESS_MS = 350;
const SLOP_PX = 6;

interface Press {
  target: Element;
  x: number;
  y: number;
  /** What the finger scrolls, found when it first moves. */
  scroller: Element | undefined;
  axis: 'x' | 'y' | undefined;
}

let press: Press | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let dragged = false;

export function installMouse(screen: HTMLElement): void {
  watchLongPress();
  if (!matchMedia('(pointer: fine)').matches) return;
  addEventListener('mousedown', (event) => down(event, screen), { capture: true });
  addEventListener('mousemove', move, { capture: true });
  addEventListener('mouseup', up, { capture: true });
  addEventListener('click', dropClickAfterDrag, { capture: true });
  addEventListener('dragstart', (event) => event.preventDefault());
}

function down(event: MouseEvent, screen: HTMLElement): void {
  const { target, button, clientX: x, clientY: y } = event;
  if (button !== 0 || !(target instanceof Element) || !screen.contains(target)) return;
  press = { target, x, y, scroller: undefined, axis: undefined };
  dragged = false;
  send('touchstart', event);
}

function move(event: MouseEvent): void {
  if (!press) return;
  const [dx, dy] = [event.clientX - press.x, event.clientY - press.y];
  if (!dragged && Math.hypot(dx, dy) < SLOP_PX) return;
  const free = send('touchmove', event);
  if (!dragged) {
    dragged = true;
    press.axis = Math.abs(dx) > Math.abs(dy) ? 'x' : 'y';
    const typing = press.target.matches('input, textarea');
    press.scroller = typing ? undefined : scrollerOf(press.target, press.axis);
    press.scroller?.classList.add('ph-dragging');
  }
  if (free && press.scroller) {
    if (press.axis === 'x') press.scroller.scrollLeft -= event.movementX;
    else press.scroller.scrollTop -= event.movementY;
  }
}

function up(event: MouseEvent): void {
  if (!press) return;
  send('touchend', event);
  press.scroller?.classList.remove('ph-dragging');
  press = undefined;
}

/** A drag ends with a click where the mouse is; a finger's drag does not. */
function dropClickAfterDrag(event: MouseEvent): void {
  if (!dragged || event.detail === 0) return;
  dragged = false;
  event.stopPropagation();
  event.preventDefault();
}

/** False when a listener keeps the move for itself. */
function send(
  type: 'touchstart' | 'touchmove' | 'touchend',
  { clientX, clientY }: MouseEvent,
): boolean {
  if (!press) return true;
  const touch = new Touch({ identifier: 1, target: press.target, clientX, clientY });
  const touches = type === 'touchend' ? [] : [touch];
  return press.target.dispatchEvent(
    new TouchEvent(type, {
      bubbles: true,
      cancelable: true,
      composed: true,
      touches,
      targetTouches: touches,
      changedTouches: [touch],
    }),
  );
}

function scrollerOf(start: Element, axis: 'x' | 'y'): Element | undefined {
  for (let at: Element | null = start; at; at = at.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(at);
    const room = axis === 'x' ? at.scrollWidth - at.clientWidth : at.scrollHeight - at.clientHeight;
    if (room > 1 && /auto|scroll/.test(axis === 'x' ? overflowX : overflowY)) return at;
  }
  return undefined;
}

/** Both names of the long press, for fingers and for the mouse alike. */
function watchLongPress(): void {
  addEventListener(
    'touchstart',
    (event) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const node = nodeAt(event.target);
        if (!node || !listensLongPress(event.target)) return;
        swallowNextTap();
        const options = { bubbles: true, composed: true, capturePhase: true };
        for (const name of ['longpress', 'longtap'])
          glassEasel.triggerEvent(node, name, {}, options);
      }, LONG_PRESS_MS);
    },
    { capture: true },
  );
  for (const type of ['touchmove', 'touchend', 'touchcancel']) {
    addEventListener(type, () => clearTimeout(timer), { capture: true });
  }
}

function nodeAt(target: EventTarget | null): Node | undefined {
  for (let at = target; at instanceof globalThis.Node; at = at.parentNode) {
    // The engine ties its nodes to DOM elements under this name.
    const node = (at as { __wxElement?: Node }).__wxElement;
    if (node) return node;
  }
  return undefined;
}
