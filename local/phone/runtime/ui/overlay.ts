/** Sheets and dialogs over the page, answered once. */
import { h } from './dom';
import { screen } from './phone';

export interface OverlayOptions {
  at: 'center' | 'bottom' | 'full';
  label: string;
  /** The answer of a tap beside the sheet; without it such a tap does nothing. */
  dismiss?: () => void;
  /** What one types into. It has the focus when the sheet is seen: later would take it from the strip. */
  focus?: HTMLElement;
}

/** Shows what `build` makes until `close` is called. */
export function overlay(options: OverlayOptions, build: (close: () => void) => HTMLElement): void {
  const mask = h('div', { class: `ph-mask ph-mask-${options.at}` });
  const close = (): void => mask.remove();
  const body = build(close);
  body.setAttribute('role', 'dialog');
  body.setAttribute('aria-label', options.label);
  mask.append(body);
  mask.addEventListener('click', (event) => {
    if (event.target !== mask || !options.dismiss) return;
    close();
    options.dismiss();
  });
  screen.append(mask);
  options.focus?.focus();
}

/** An overlay as a question: resolves with the answer and goes away. */
export function ask<T>(
  options: Omit<OverlayOptions, 'dismiss'> & { dismissed?: T },
  build: (answer: (value: T) => void) => HTMLElement,
): Promise<T> {
  return new Promise((resolve) => {
    const { dismissed } = options;
    const dismiss = dismissed === undefined ? {} : { dismiss: () => resolve(dismissed) };
    overlay({ ...options, ...dismiss }, (close) =>
      build((value) => {
        close();
        resolve(value);
      }),
    );
  });
}

export function button(name: string, text: string, press: () => void): HTMLButtonElement {
  return h('button', { class: name, text, on: { click: press } });
}
