/** The built app, as data. */
import type { AppMeta, PageConfig, UnitMeta } from '../build/types';

export const meta: AppMeta = window.__phoneApp.meta;

export function unit(path: string): UnitMeta {
  const found = meta.units[path];
  if (!found) throw new Error(`${path} is not part of the app`);
  return found;
}

/** A page's settings on top of the app's `window`. */
export function pageConfig(path: string): PageConfig {
  return { ...meta.app.window, ...unit(path).config };
}

export const tabs = meta.app.tabBar?.list ?? [];

export function isTab(path: string): boolean {
  return tabs.some(({ pagePath }) => pagePath === path);
}

/** The address a browser loads for a path written in the source: absolute, or relative to `from`. */
export function assetUrl(src: string, from: string): string {
  if (/^(https?:|data:|blob:|\/\/)/.test(src)) return src;
  // What the server serves itself, as temporary addresses of uploads, stays as it is.
  if (/^\/(files|wx|local)\//.test(src)) return src;
  return `assets/${new URL(src, `http://x/${from}`).pathname.slice(1)}`;
}
