/** Pins, their bubbles and labels, as elements over the map. */
import { assetUrl } from '../app';
import { h, icon } from '../ui/dom';
import { type Camera, type LatLng, toScreen } from './projection';

export interface Bubble {
  content?: string;
  color?: string;
  fontSize?: number;
  borderRadius?: number;
  borderWidth?: number;
  borderColor?: string;
  bgColor?: string;
  padding?: number;
  display?: 'BYCLICK' | 'ALWAYS';
  textAlign?: string;
  anchorX?: number;
  anchorY?: number;
}

export interface Marker extends LatLng {
  id?: number;
  title?: string;
  iconPath?: string;
  width?: number | string;
  height?: number | string;
  alpha?: number;
  rotate?: number;
  zIndex?: number;
  anchor?: { x: number; y: number };
  callout?: Bubble;
  label?: Bubble;
  ariaLabel?: string;
}

export interface MarkerTaps {
  /** The marker whose bubble was opened by a tap. */
  opened: number | undefined;
  onMarker(id: number): void;
  onCallout(id: number): void;
  onLabel(id: number): void;
}

const PIN =
  'M12 21.5s-7-6.6-7-11.8a7 7 0 1 1 14 0c0 5.2-7 11.8-7 11.8ZM12 12.2a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z';

export function marker(camera: Camera, data: Marker, owner: string, taps: MarkerTaps): HTMLElement {
  const at = toScreen(camera, data);
  const anchor = data.anchor ?? { x: 0.5, y: 1 };
  const id = data.id ?? 0;
  const pin = h('button', {
    class: 'wx-map-pin',
    'aria-label': data.ariaLabel ?? data.title ?? data.callout?.content ?? `标记 ${id}`,
    'data-marker': String(id),
    on: { click: () => taps.onMarker(id) },
  });
  pin.append(face(data, owner));
  Object.assign(pin.style, {
    transform: `translate(${-anchor.x * 100}%, ${-anchor.y * 100}%) rotate(${data.rotate ?? 0}deg)`,
    opacity: String(data.alpha ?? 1),
  });
  const box = h('div', { class: 'wx-map-marker' }, pin);
  Object.assign(box.style, {
    left: `${at.x}px`,
    top: `${at.y}px`,
    zIndex: String(data.zIndex ?? 1),
  });
  const callout = data.callout ?? (data.title === undefined ? undefined : { content: data.title });
  if (callout && (callout.display === 'ALWAYS' || taps.opened === id)) {
    const rise = (size(data.height) ?? 34) * anchor.y;
    box.append(bubble('wx-map-callout', callout, () => taps.onCallout(id), -rise));
  }
  if (data.label) box.append(bubble('wx-map-label', data.label, () => taps.onLabel(id), 0));
  return box;
}

function face(data: Marker, owner: string): Node {
  if (!data.iconPath) {
    const pin = icon(PIN, size(data.width) ?? 34);
    pin.classList.add('wx-map-pin-face');
    return pin;
  }
  const image = h('img');
  image.alt = '';
  image.src = assetUrl(data.iconPath, owner);
  const [width, height] = [size(data.width), size(data.height)];
  if (width !== undefined) image.style.width = `${width}px`;
  if (height !== undefined) image.style.height = `${height}px`;
  return image;
}

function bubble(name: string, data: Bubble, tap: () => void, rise: number): HTMLElement {
  const element = h('button', { class: name, text: data.content ?? '', on: { click: tap } });
  Object.assign(element.style, {
    color: data.color ?? '',
    background: data.bgColor ?? '',
    fontSize: data.fontSize === undefined ? '' : `${data.fontSize}px`,
    borderRadius: data.borderRadius === undefined ? '' : `${data.borderRadius}px`,
    border: data.borderWidth
      ? `${data.borderWidth}px solid ${data.borderColor ?? 'transparent'}`
      : '',
    padding: data.padding === undefined ? '' : `${data.padding}px`,
    left: `${data.anchorX ?? 0}px`,
    top: `${(data.anchorY ?? 0) + rise}px`,
  });
  return element;
}

/** Numbers and `px` strings; `rpx` scales with the screen. */
function size(value: number | string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number.parseFloat(String(value));
  const rpx = String(value).endsWith('rpx');
  return rpx ? (number * Math.min(innerWidth, innerHeight)) / 750 : number;
}
