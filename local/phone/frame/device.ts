/** The drawn device and the page inside it. */
import type { PhoneHandle } from '../runtime/handle';

export type Screen = 'phone' | 'pad' | 'full';

export interface Device {
  readonly phone: PhoneHandle | undefined;
  open(): void;
  /** Starts the app anew, on the page it shows. */
  reload(): void;
  screen(): Screen;
  setScreen(screen: Screen): void;
}

/** Below this the browser is a phone itself: no drawn device. */
const NARROW_PX = 700;
const SIZES: Record<Screen, [width: number, height: number] | undefined> = {
  phone: [375, 812],
  pad: [1024, 768],
  full: undefined,
};
const BEZEL_PX = 12;
const MARGIN_PX = 24;
const KEY = 'phone.screen';

export function makeDevice(iframe: HTMLIFrameElement): Device {
  const box = iframe.parentElement;
  const stage = box?.parentElement;
  const chosen = (): Screen => {
    const saved = sessionStorage.getItem(KEY);
    return saved === 'pad' || saved === 'full' ? saved : 'phone';
  };
  const layout = (): void => {
    if (!box || !stage) return;
    const narrow = innerWidth < NARROW_PX;
    const size = narrow ? undefined : SIZES[chosen()];
    document.body.dataset['screen'] = narrow ? 'narrow' : chosen();
    if (!size) {
      for (const styled of [box, iframe]) styled.removeAttribute('style');
      return;
    }
    const [width, height] = size;
    const room = { x: stage.clientWidth - 2 * MARGIN_PX, y: stage.clientHeight - 2 * MARGIN_PX };
    const scale = Math.min(1, room.x / (width + 2 * BEZEL_PX), room.y / (height + 2 * BEZEL_PX));
    Object.assign(iframe.style, {
      width: `${width}px`,
      height: `${height}px`,
      transform: `scale(${scale})`,
    });
    box.style.setProperty('--scale', String(scale));
    Object.assign(box.style, { width: `${width * scale}px`, height: `${height * scale}px` });
  };
  addEventListener('resize', layout);
  iframe.addEventListener('load', () => followAddress(iframe));
  const device: Device = {
    get phone() {
      return iframe.contentWindow?.__phone;
    },
    open() {
      layout();
      // A real phone draws its own status bar.
      iframe.src = `app.html${innerWidth < NARROW_PX ? '?bar=0' : ''}${location.hash}`;
    },
    reload: () => iframe.contentWindow?.location.reload(),
    screen: chosen,
    setScreen(screen) {
      sessionStorage.setItem(KEY, screen);
      layout();
    },
  };
  return device;
}

/** Keeps the open page in the outer address, so that a reload comes back to it. */
function followAddress(iframe: HTMLIFrameElement): void {
  const inner = iframe.contentWindow;
  if (!inner) return;
  const copy = (): void => history.replaceState(null, '', inner.location.hash || location.pathname);
  inner.document.addEventListener('phone:nav', copy);
  if (inner.location.hash) copy();
}
