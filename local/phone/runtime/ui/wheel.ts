/** A column of choices that rolls and snaps. */
import { h } from './dom';

export const ROW_PX = 44;

export interface Wheel {
  el: HTMLElement;
  index(): number;
  fill(labels: readonly string[], index: number): void;
}

/** `onSettle` hears every choice that comes to rest, not those that roll by. */
export function wheel(onSettle: (index: number) => void): Wheel {
  const list = h('div', { class: 'ph-wheel-list' });
  const el = h('div', { class: 'ph-wheel', role: 'listbox' }, list);
  let settled = 0;
  const index = (): number => {
    const last = Math.max(0, list.children.length - 1);
    return Math.max(0, Math.min(last, Math.round(el.scrollTop / ROW_PX)));
  };
  const settle = (): void => {
    const now = index();
    if (now === settled) return;
    settled = now;
    mark();
    onSettle(now);
  };
  const mark = (): void => {
    for (const [at, row] of [...list.children].entries())
      row.classList.toggle('on', at === settled);
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  el.addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = setTimeout(settle, 90);
  });
  list.addEventListener('click', ({ target }) => {
    const at = target instanceof Element ? [...list.children].indexOf(target) : -1;
    if (at >= 0) el.scrollTo({ top: at * ROW_PX, behavior: 'smooth' });
  });
  return {
    el,
    index,
    fill(labels, wanted) {
      list.replaceChildren(
        ...labels.map((text) => h('div', { class: 'ph-wheel-row', role: 'option', text })),
      );
      settled = Math.max(0, Math.min(labels.length - 1, wanted));
      mark();
      // Not laid out before the sheet is in the page.
      requestAnimationFrame(() => (el.scrollTop = settled * ROW_PX));
    },
  };
}
