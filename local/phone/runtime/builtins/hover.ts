/** `hover-class` while a finger is down. */
import type { Host } from './define';

export const HOVER = {
  hoverClass: String,
  hoverStopPropagation: Boolean,
  hoverStartTime: Number,
  hoverStayTime: Number,
} as const;

/** `fallback` is the class of elements that react without being asked (buttons). */
export function hover(host: Host<typeof HOVER>, fallback = ''): void {
  const { el } = host;
  let shown: string | undefined;
  el.addEventListener(
    'touchstart',
    (event) => {
      const name = host.data.hoverClass || fallback;
      if (name === '' || name === 'none') return;
      if (host.data.hoverStopPropagation) event.stopPropagation();
      shown = name;
      host.comp.classList?.toggle(name, true);
    },
    { passive: true },
  );
  const end = (): void => {
    if (shown !== undefined) host.comp.classList?.toggle(shown, false);
    shown = undefined;
  };
  for (const type of ['touchend', 'touchcancel'] as const) el.addEventListener(type, end);
}
