/** One box of the strip. */
import { h } from '../runtime/ui/dom';

export function card(title: string, ...body: readonly HTMLElement[]): HTMLElement {
  return h('section', { class: 'card', 'aria-label': title }, h('h2', { text: title }), ...body);
}

export function row(...body: readonly HTMLElement[]): HTMLElement {
  return h('div', { class: 'row' }, ...body);
}
