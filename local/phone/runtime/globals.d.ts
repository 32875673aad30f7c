/** What the build leaves in the page for the runtime, and what the runtime offers to strip and tests. */
import type { AppMeta } from '../build/types';
import type { PhoneHandle } from './handle';
import type { WxsHooks } from './engine/wxs';

export type ModuleBody = (
  require: (spec: string) => unknown,
  module: { exports: unknown },
  exports: unknown,
) => void;

declare global {
  interface Window {
    __phoneApp: {
      meta: AppMeta;
      templates: () => Record<string, unknown>;
      modules: Record<string, readonly [deps: Record<string, string>, body: ModuleBody]>;
    };
    __phone: PhoneHandle;
    __phoneWxs: WxsHooks;
  }
}
