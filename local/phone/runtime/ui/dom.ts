/** Elements in one expression. */
export interface Attrs {
  class?: string;
  text?: string;
  style?: Partial<CSSStyleDeclaration>;
  on?: { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
  [attribute: `${'aria' | 'data'}-${string}`]: string;
  role?: string;
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { class: name, text, style, on, ...rest }: Attrs = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (name !== undefined) element.className = name;
  if (text !== undefined) element.textContent = text;
  if (style) Object.assign(element.style, style);
  for (const [attribute, value] of Object.entries(rest)) element.setAttribute(attribute, value);
  for (const [type, listener] of Object.entries(on ?? {})) {
    // The map ties each name to its event; Object.entries forgets that.
    element.addEventListener(type, listener as (event: Event) => void);
  }
  element.append(...children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attrs: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attrs)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** A line icon from path data of a 24 × 24 grid. */
export function icon(path: string, size = 24): SVGSVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 24 24', width: size, height: size, fill: 'none', 'aria-hidden': 'true' },
    svg('path', {
      d: path,
      stroke: 'currentColor',
      'stroke-width': 2,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );
}
