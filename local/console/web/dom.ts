/** Pages made of plain elements: no framework, so the console starts in no time. */

type Child = Node | string | number | null | undefined | false;
type Props = Readonly<Record<string, unknown>>;

/** An element with properties, `on…` listeners, `aria-…` and `data-…` attributes, and children. */
export const h = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') {
      // Listeners are given as onclick, oninput …
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (/^(aria-|data-|for$|role$|colspan$)/.test(name)) {
      element.setAttribute(name, String(value));
    } else Object.assign(element, { [name]: value });
  }
  element.append(
    ...children.filter(isShown).map((child) => (child instanceof Node ? child : String(child))),
  );
  return element;
};

const isShown = (child: Child): child is Node | string | number =>
  child !== null && child !== undefined && child !== false;

export const fill = (parent: Element, ...children: readonly Child[]): void => {
  parent.replaceChildren(
    ...children.filter(isShown).map((child) => (child instanceof Node ? child : String(child))),
  );
};

/** What a list shows when there is nothing to show. */
export const empty = (title: string, hint: string): HTMLElement =>
  h('div', { className: 'empty' }, h('strong', {}, title), h('span', {}, hint));

export const chip = (text: string, tone: 'good' | 'bad' | 'warn' | 'plain'): HTMLElement =>
  h('span', { className: `chip ${tone}` }, text);

export const button = (
  text: string,
  onclick: () => unknown,
  kind: 'main' | 'quiet' | 'danger' = 'quiet',
): HTMLButtonElement => {
  const element = h('button', { type: 'button', className: kind }, text);
  element.addEventListener('click', async () => {
    element.disabled = true;
    try {
      await onclick();
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error));
    } finally {
      element.disabled = false;
    }
  });
  return element;
};

let toastTimer = 0;
/** A sentence at the foot of the page, for four seconds. */
export const toast = (text: string): void => {
  const old = document.querySelector('.toast');
  const next = h('div', { className: 'toast', role: 'status' }, text);
  if (old) old.replaceWith(next);
  else document.body.append(next);
  clearTimeout(toastTimer);
  toastTimer = window.setTimeout(() => next.remove(), 4000);
};
