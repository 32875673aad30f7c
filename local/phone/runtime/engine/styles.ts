/** Style sheets of the app: which are on, and under which scope. */
import { meta } from '../app';

/** A component's class names get this prefix unless its styles are shared. */
export function scopeOf(path: string): string {
  let hash = 7;
  for (const char of path) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  return `c${hash.toString(36)}`;
}

/** Adds the unit's sheet to the page; `undefined` when it has none. */
export function addStyle(path: string, scope: string): HTMLStyleElement | undefined {
  const css = meta.styles[path];
  if (css === undefined) return undefined;
  const sheet = document.createElement('style');
  sheet.dataset['wxss'] = path;
  sheet.textContent = css
    .replaceAll('\u0001', scope === '' ? '' : `${scope}--`)
    .replaceAll('\u0002', scope === '' ? path : scope);
  document.head.append(sheet);
  return sheet;
}
