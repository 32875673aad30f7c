/** The finger on a swiper. */
import { lastIndex, wraps, type Track } from './swiper';

const LOCK_PX = 6;

export function swipe(track: Track): void {
  const { host } = track;
  let start: { x: number; y: number; position: number; at: number } | undefined;
  let locked: boolean | undefined;

  host.el.addEventListener('touchstart', ({ touches }) => {
    const touch = touches[0];
    if (!touch || touches.length > 1) return;
    host.el.dataset['touched'] = 'yes';
    start = { x: touch.clientX, y: touch.clientY, position: track.position, at: performance.now() };
    locked = undefined;
  });
  host.el.addEventListener(
    'touchmove',
    (event) => {
      const touch = event.touches[0];
      if (!start || !touch) return;
      const [dx, dy] = [touch.clientX - start.x, touch.clientY - start.y];
      if (locked === undefined && Math.hypot(dx, dy) > LOCK_PX) {
        locked = host.data.vertical === Math.abs(dy) > Math.abs(dx);
        if (locked) track.stop();
      }
      if (!locked) return;
      event.preventDefault();
      const moved = (host.data.vertical ? dy : dx) / track.extent();
      track.position = resist(track, start.position - moved);
      track.place();
      host.emit('transition', {
        dx: host.data.vertical ? 0 : -dx,
        dy: host.data.vertical ? -dy : 0,
      });
    },
    { passive: false },
  );
  const end = (): void => {
    delete host.el.dataset['touched'];
    if (!start || !locked) return;
    const moved = track.position - start.position;
    const fast = performance.now() - start.at < 300 && Math.abs(moved) > 0.08;
    const target = fast
      ? Math.round(start.position) + Math.sign(moved)
      : Math.round(track.position);
    start = undefined;
    track.go(target, 'touch');
  };
  for (const type of ['touchend', 'touchcancel'] as const) host.el.addEventListener(type, end);
}

/** Past the first and last item the finger pulls against a spring. */
function resist(track: Track, position: number): number {
  if (wraps(track)) return position;
  const last = lastIndex(track);
  if (position < 0) return position / 3;
  return position > last ? last + (position - last) / 3 : position;
}
