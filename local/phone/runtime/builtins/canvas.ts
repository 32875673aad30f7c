/** `canvas`: a real one, with the few things WeChat adds to the node. */
import { assetUrl } from '../app';
import { builtin, type Host } from './define';

/** The node a selector query gives for a 2d canvas. */
export type CanvasNode = HTMLCanvasElement & {
  createImage(): HTMLImageElement;
  createPath2D(path?: string): Path2D;
  requestAnimationFrame(draw: FrameRequestCallback): number;
  cancelAnimationFrame(id: number): void;
};

export function registerCanvas(): void {
  builtin('canvas', { type: String, canvasId: String, disableScroll: Boolean }, (host) => {
    const canvas = document.createElement('canvas');
    host.el.append(canvas);
    const node = extend(canvas, host.owner);
    forwardTouches(host);
    return { context: node };
  });
}

export function extend(canvas: HTMLCanvasElement, owner: string): CanvasNode {
  return Object.assign(canvas, {
    createImage: () => sourcedImage(owner),
    createPath2D: (path?: string) => new Path2D(path),
    requestAnimationFrame: (draw: FrameRequestCallback) => requestAnimationFrame(draw),
    cancelAnimationFrame: (id: number) => cancelAnimationFrame(id),
  });
}

/** An image whose `src` is a path of the mini-program. */
function sourcedImage(owner: string): HTMLImageElement {
  const image = new Image();
  let written = '';
  Object.defineProperty(image, 'src', {
    get: () => written,
    set(src: string) {
      written = src;
      image.setAttribute('src', assetUrl(src, owner));
    },
  });
  return image;
}

function forwardTouches(host: Host<{ disableScroll: BooleanConstructor }>): void {
  host.el.addEventListener(
    'touchmove',
    (event) => {
      if (host.data.disableScroll) event.preventDefault();
    },
    { passive: false },
  );
}
