/** `wx.onX` and `wx.offX` pairs. */
export interface Emitter<T> {
  emit(event: T): void;
  /** The two functions page code sees. */
  api: Record<string, (listener: (event: T) => void) => void>;
}

export function emitter<T>(name: string): Emitter<T> {
  const listeners = new Set<(event: T) => void>();
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    api: {
      [`on${name}`]: (listener) => void listeners.add(listener),
      [`off${name}`]: (listener) => {
        if (listener) listeners.delete(listener);
        else listeners.clear();
      },
    },
  };
}

/** Events that nothing raises here, and page code may listen to. */
const SILENT = [
  'ThemeChange',
  'KeyboardHeightChange',
  'UserCaptureScreen',
  'MemoryWarning',
  'PageNotFound',
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
  'LazyLoadError',
  'LocationChangeError',
  'CopyUrl',
  'AppRoute',
  'AppRouteDone',
] as const;

export const appShow = emitter<object>('AppShow');
export const appHide = emitter<object>('AppHide');
export const appError = emitter<string>('Error');
export const unhandled = emitter<object>('UnhandledRejection');
export const resize = emitter<object>('WindowResize');
export const networkStatus = emitter<{ isConnected: boolean; networkType: string }>(
  'NetworkStatusChange',
);

export const events: Record<string, unknown> = Object.assign(
  {},
  ...SILENT.map((name) => emitter(name).api),
  ...[appShow, appHide, appError, unhandled, resize, networkStatus].map(({ api }) => api),
);
