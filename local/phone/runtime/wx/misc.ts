/** Small things: files, logs, updates, animation, encoding. */
import { hostOf } from '../builtins/define';
import type { Caller } from '../engine/easel';
import { extend } from '../builtins/canvas';
import { mapContext, type MapHandle } from '../map/context';
import { topPage } from '../pages/stack';
import { createInnerAudioContext } from './audio';
import { createObserver } from './observer';
import { selectorQuery } from './query';

const silent = {
  info() {},
  log() {},
  debug() {},
  warn() {},
  error() {},
  setFilterMsg() {},
  addFilterMsg() {},
};

/** What the app was started with. */
export const launch = { path: '', query: {}, scene: 1001, referrerInfo: {} };

export const misc = {
  env: { USER_DATA_PATH: 'wxfile://usr' },
  nextTick: (run: () => void) => void Promise.resolve().then(run),
  getLaunchOptionsSync: () => launch,
  getEnterOptionsSync: () => launch,
  createSelectorQuery: () => selectorQuery(),
  createIntersectionObserver: createObserver,
  createInnerAudioContext,
  createOffscreenCanvas({ width = 300, height = 150 }: { width?: number; height?: number } = {}) {
    return extend(Object.assign(document.createElement('canvas'), { width, height }), '');
  },
  createMapContext: (id: string, caller?: Caller) => mapContext(mapHandle(id, caller)),
  createAnimation: animation,
  getUpdateManager: () => ({
    onCheckForUpdate() {},
    onUpdateReady() {},
    onUpdateFailed() {},
    applyUpdate() {},
  }),
  getRealtimeLogManager: () => silent,
  getLogManager: () => silent,
  reportEvent() {},
  reportMonitor() {},
  arrayBufferToBase64: (buffer: ArrayBuffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))),
  base64ToArrayBuffer: (text: string) =>
    Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer,
  getExptInfoSync: () => ({}),
  preloadWebview() {},
};

function mapHandle(id: string, caller: Caller | undefined): MapHandle | undefined {
  const comp = (caller ?? topPage().caller)._$;
  const host = hostOf(comp.getShadowRoot()?.querySelector(`#${id}`));
  // The map built-in is the only one with that tag, and this is its context.
  return host?.tag === 'map' ? (host.part.context as MapHandle) : undefined;
}

/** The old animation builder: every step is accepted, none is shown. */
function animation(): object {
  const builder: object = new Proxy(
    {},
    { get: (_, name) => (name === 'export' ? () => ({ actions: [] }) : () => builder) },
  );
  return builder;
}
