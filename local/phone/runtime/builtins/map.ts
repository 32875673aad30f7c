/** `map`: our own drawing of what the page puts on it; there are no streets to load. */
import { setTapDetail } from '../engine/events';
import { gestures } from '../map/gestures';
import { type Marker, marker, type MarkerTaps } from '../map/markers';
import type { MapHandle } from '../map/context';
import { type Camera, fit, fromScreen, type LatLng, toScreen } from '../map/projection';
import { circle, ground, polygon, polyline, scaleBar, type Shape } from '../map/shapes';
import { settings } from '../settings';
import { h, svg } from '../ui/dom';
import { builtin, type Host } from './define';

const MAP = {
  longitude: Number,
  latitude: Number,
  scale: { type: Number, value: 16 },
  minScale: Number,
  maxScale: Number,
  markers: Array,
  polyline: Array,
  polygons: Array,
  circles: Array,
  includePoints: Array,
  showLocation: Boolean,
  showScale: Boolean,
  showCompass: Boolean,
  enableZoom: { type: Boolean, value: true },
  enableScroll: { type: Boolean, value: true },
  enableRotate: Boolean,
  enableOverlooking: Boolean,
  enablePoi: Boolean,
  enableTraffic: Boolean,
  enableSatellite: Boolean,
  subkey: String,
  layerStyle: Number,
  setting: Object,
} as const;

export function registerMap(): void {
  builtin('map', MAP, (host) => ({ context: makeMap(host) }));
}

function makeMap(host: Host<typeof MAP>): MapHandle {
  const shapes = svg('svg', { class: 'wx-map-shapes' });
  const pins = h('div', { class: 'wx-map-pins' });
  const bar = h('div', { class: 'wx-map-scale' });
  host.el.prepend(shapes, pins, bar);
  let camera: Camera = { center: place(host), scale: host.data.scale, width: 1, height: 1 };
  const taps: MarkerTaps = {
    opened: undefined,
    onMarker(markerId) {
      taps.opened = taps.opened === markerId ? undefined : markerId;
      draw();
      host.emit('markertap', { markerId });
    },
    onCallout: (markerId) => host.emit('callouttap', { markerId }),
    onLabel: (markerId) => host.emit('labeltap', { markerId }),
  };

  const list = <T>(values: readonly unknown[]): T[] => [...values] as T[];
  const drawShapes = (): void => {
    const { data } = host;
    shapes.replaceChildren(
      ground(camera),
      ...list<Shape>(data.polygons).map((shape) => polygon(camera, shape)),
      ...list<Shape>(data.circles).map((shape) => circle(camera, shape)),
      ...list<Shape>(data.polyline).map((shape) => polyline(camera, shape)),
    );
    const { text, px } = scaleBar(camera);
    bar.textContent = text;
    bar.style.width = `${px}px`;
  };
  let pinned = camera;
  const draw = (): void => {
    drawShapes();
    const here = settings().position;
    const own = host.data.showLocation && here !== 'refused' ? [dot(camera, here)] : [];
    const markers = list<Marker>(host.data.markers);
    pins.replaceChildren(...markers.map((one) => marker(camera, one, host.owner, taps)), ...own);
    pins.style.transform = '';
    pinned = camera;
  };
  const look = (next: Camera): void => {
    camera = next;
    draw();
  };
  /** Under a finger the pins are moved, not made anew: the finger may have started on one. */
  const slide = (next: Camera): void => {
    camera = next;
    drawShapes();
    const grown = 2 ** (camera.scale - pinned.scale);
    const { x, y } = toScreen(camera, pinned.center);
    const [left, top] = [x - (grown * camera.width) / 2, y - (grown * camera.height) / 2];
    pins.style.transform = `translate(${left}px, ${top}px) scale(${grown})`;
  };

  host.watch(['latitude', 'longitude'], () => look({ ...camera, center: place(host) }));
  host.watch(['scale'], () => look({ ...camera, scale: host.data.scale }));
  host.watch(['markers', 'polyline', 'polygons', 'circles', 'showLocation'], draw);
  const showPoints = (): void => {
    // The data comes from the author; a map without points keeps its camera.
    const points = host.data.includePoints as readonly LatLng[];
    if (points.length > 0) look(fit(camera, points));
  };
  host.watch(['includePoints'], showPoints);
  const sized = new ResizeObserver(() => {
    look({ ...camera, width: host.el.clientWidth || 1, height: host.el.clientHeight || 1 });
    showPoints();
  });
  sized.observe(host.el);
  host.onDetached(() => sized.disconnect());
  requestAnimationFrame(() => host.emit('updated'));
  interact(host, () => camera, slide, draw);
  return {
    center: () => camera.center,
    scale: () => camera.scale,
    region: () => ({
      southwest: fromScreen(camera, { x: 0, y: camera.height }),
      northeast: fromScreen(camera, { x: camera.width, y: 0 }),
    }),
    moveTo(center) {
      const here = settings().position;
      look({ ...camera, center: center ?? (here === 'refused' ? place(host) : here) });
    },
    show: (points, padding) => look(fit(camera, points, padding)),
  };
}

function interact(
  host: Host<typeof MAP>,
  camera: () => Camera,
  slide: (camera: Camera) => void,
  settle: () => void,
): void {
  let begun = false;
  gestures(host.el, {
    camera,
    canDrag: () => host.data.enableScroll,
    canZoom: () => host.data.enableZoom,
    move(next) {
      if (!begun) host.emit('regionchange', { type: 'begin', causedBy: 'gesture' });
      begun = true;
      slide(next);
    },
    end(causedBy) {
      begun = false;
      settle();
      const { center, scale } = camera();
      host.emit('regionchange', { type: 'end', causedBy, centerLocation: center, scale });
    },
  });
  setTapDetail(host.el, (event, x, y) => {
    // A tap on a pin is the pin's.
    if (event.target instanceof Element && event.target.closest('button')) return undefined;
    const { left, top } = host.el.getBoundingClientRect();
    return fromScreen(camera(), { x: x - left, y: y - top });
  });
}

function place({ data }: Host<typeof MAP>): LatLng {
  return { latitude: data.latitude, longitude: data.longitude };
}

function dot(camera: Camera, here: LatLng): HTMLElement {
  const { x, y } = toScreen(camera, here);
  return h('div', { class: 'wx-map-here', style: { left: `${x}px`, top: `${y}px` } });
}
