import { fill, h } from './dom';

let close: (() => void) | undefined;

/** A panel over the right side of the page, or all of it on a phone; Escape and the veil close it. */
export const openDrawer = (title: string, ...content: readonly (Node | string | false)[]): void => {
  close?.();
  const before = document.activeElement;
  const shut = () => {
    veil.remove();
    document.removeEventListener('keydown', onKey);
    close = undefined;
    if (before instanceof HTMLElement) before.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') shut();
  };
  const cross = h(
    'button',
    { type: 'button', className: 'cross', 'aria-label': '关闭', onclick: shut },
    '✕',
  );
  const body = h('div', { className: 'drawer-body' });
  fill(body, ...content);
  const panel = h(
    'section',
    { className: 'drawer', role: 'dialog', 'aria-modal': 'true', 'aria-label': title },
    h('header', {}, h('h2', {}, title), cross),
    body,
  );
  const veil = h('div', { className: 'veil' }, panel);
  veil.addEventListener('click', (event) => {
    if (event.target === veil) shut();
  });
  document.addEventListener('keydown', onKey);
  document.body.append(veil);
  cross.focus();
  close = shut;
};

export const closeDrawer = (): void => close?.();

/** A titled block of text in a drawer. */
export const block = (title: string, text: string): HTMLElement =>
  h('div', { className: 'block' }, h('h3', {}, title), h('pre', {}, text));
