/** The screen: one element that holds pages, capsule, status bar and overlays. */
import { h } from './dom';

export const screen = h('div', { class: 'ph-screen' });

/** Height of the drawn status bar; a real phone draws its own (`?bar=0`). */
export const STATUS_PX = new URLSearchParams(location.search).get('bar') === '0' ? 0 : 44;
export const NAV_PX = 44;
export const TAB_PX = 50;

export function installScreen(): void {
  document.documentElement.style.setProperty('--ph-status', `${STATUS_PX}px`);
  document.body.append(screen);
}
