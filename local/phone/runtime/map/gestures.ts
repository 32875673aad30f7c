/** Drag, pinch, wheel and double click on the map. */
import {
  type Camera,
  clampScale,
  fromScreen,
  type LatLng,
  type Point,
  toScreen,
} from './projection';

export interface MapGestures {
  camera(): Camera;
  move(camera: Camera, cause: 'drag' | 'scale'): void;
  end(cause: 'drag' | 'scale'): void;
  canDrag(): boolean;
  canZoom(): boolean;
}

export function gestures(el: HTMLElement, map: MapGestures): void {
  let grip: { place: LatLng; spread: number; scale: number } | undefined;
  let cause: 'drag' | 'scale' | undefined;

  const hold = (touches: TouchList): void => {
    const { middle, spread } = spanOf(touches, el);
    grip = { place: fromScreen(map.camera(), middle), spread, scale: map.camera().scale };
  };
  el.addEventListener('touchstart', ({ touches }) => hold(touches));
  el.addEventListener(
    'touchmove',
    (event) => {
      if (!grip) return;
      event.preventDefault();
      const { middle, spread } = spanOf(event.touches, el);
      const pinching = spread > 0 && grip.spread > 0;
      if (pinching ? !map.canZoom() : !map.canDrag()) return;
      cause = pinching ? 'scale' : 'drag';
      const scale = pinching
        ? clampScale(grip.scale + Math.log2(spread / grip.spread))
        : grip.scale;
      map.move(keepUnder({ ...map.camera(), scale }, grip.place, middle), cause);
    },
    { passive: false },
  );
  el.addEventListener('touchend', ({ touches }) => {
    if (touches.length > 0) return hold(touches);
    grip = undefined;
    if (cause) map.end(cause);
    cause = undefined;
  });

  const zoomAt = (at: Point, by: number): void => {
    if (!map.canZoom()) return;
    const camera = map.camera();
    const place = fromScreen(camera, at);
    map.move(keepUnder({ ...camera, scale: clampScale(camera.scale + by) }, place, at), 'scale');
    map.end('scale');
  };
  el.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      zoomAt(local(event, el), event.deltaY < 0 ? 0.25 : -0.25);
    },
    { passive: false },
  );
  el.addEventListener('dblclick', (event) => zoomAt(local(event, el), 1));
}

/** The camera under which `place` is drawn at `at`. */
export function keepUnder(camera: Camera, place: LatLng, at: Point): Camera {
  const now = toScreen(camera, place);
  const middle = { x: camera.width / 2 + now.x - at.x, y: camera.height / 2 + now.y - at.y };
  return { ...camera, center: fromScreen(camera, middle) };
}

function spanOf(touches: TouchList, el: HTMLElement): { middle: Point; spread: number } {
  const [a, b] = [touches[0], touches[1]].map((touch) => touch && local(touch, el));
  if (!a) return { middle: { x: 0, y: 0 }, spread: 0 };
  if (!b) return { middle: a, spread: 0 };
  return {
    middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
    spread: Math.hypot(a.x - b.x, a.y - b.y),
  };
}

function local({ clientX, clientY }: { clientX: number; clientY: number }, el: HTMLElement): Point {
  const { left, top } = el.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}
