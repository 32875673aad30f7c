/** `movable-area` and `movable-view`: drag within bounds. No scaling, no inertia. */
import { builtin, type Host } from './define';

const MOVABLE = {
  direction: { type: String, value: 'none' },
  x: null,
  y: null,
  disabled: Boolean,
  outOfBounds: Boolean,
  inertia: Boolean,
  damping: Number,
  friction: Number,
  animation: { type: Boolean, value: true },
  scale: Boolean,
} as const;

export function registerMovable(): void {
  builtin('movable-area', { scaleArea: Boolean });
  builtin('movable-view', MOVABLE, (host) => {
    let [x, y] = [0, 0];
    const move = (toX: number, toY: number, source: string): void => {
      const [maxX, maxY] = bounds(host);
      [x, y] = [clamp(toX, maxX), clamp(toY, maxY)];
      host.el.style.transform = `translate(${x}px, ${y}px)`;
      host.emit('change', { x, y, source });
    };
    host.watch(['x', 'y'], () =>
      requestAnimationFrame(() =>
        move(
          Number.parseFloat(String(host.data.x)) || 0,
          Number.parseFloat(String(host.data.y)) || 0,
          '',
        ),
      ),
    );
    drag(
      host,
      () => [x, y],
      (toX, toY) => move(toX, toY, 'touch'),
    );
  });
}

function drag(
  host: Host<typeof MOVABLE>,
  position: () => [x: number, y: number],
  move: (x: number, y: number) => void,
): void {
  let start: { x: number; y: number } | undefined;
  host.el.addEventListener('touchstart', ({ touches }) => {
    const touch = touches[0];
    if (!touch || host.data.disabled) return;
    const [x, y] = position();
    start = { x: touch.clientX - x, y: touch.clientY - y };
  });
  host.el.addEventListener(
    'touchmove',
    (event) => {
      const touch = event.touches[0];
      const { direction } = host.data;
      if (!touch || !start || direction === 'none') return;
      event.preventDefault();
      const [x, y] = position();
      move(
        direction === 'vertical' ? x : touch.clientX - start.x,
        direction === 'horizontal' ? y : touch.clientY - start.y,
      );
    },
    { passive: false },
  );
  for (const type of ['touchend', 'touchcancel'] as const) {
    host.el.addEventListener(type, () => (start = undefined));
  }
}

function bounds({ el, closest }: Host<typeof MOVABLE>): [maxX: number, maxY: number] {
  const area = closest('movable-area')?.el ?? el.parentElement;
  return [(area?.clientWidth ?? 0) - el.offsetWidth, (area?.clientHeight ?? 0) - el.offsetHeight];
}

/** A view larger than its area moves the other way. */
function clamp(value: number, max: number): number {
  return Math.max(Math.min(0, max), Math.min(Math.max(0, max), value));
}
