/** `rich-text`: HTML or a node list, without anything that runs. */
import { builtin } from './define';

interface RichNode {
  type?: string;
  name?: string;
  text?: string;
  attrs?: Record<string, string>;
  children?: RichNode[];
}

const FORBIDDEN = 'script,iframe,object,embed,form,input,button,style,link,meta';

export function registerRichText(): void {
  builtin('rich-text', { nodes: null, space: String, userSelect: Boolean }, (host) => {
    const body = document.createElement('div');
    host.el.append(body);
    host.watch(['nodes'], () => {
      const { nodes } = host.data;
      if (typeof nodes === 'string') body.replaceChildren(...parse(nodes));
      // The type of `nodes` is the author's promise; `build` looks only at the fields it knows.
      else if (Array.isArray(nodes))
        body.replaceChildren(...nodes.map((node) => build(node as RichNode)));
      else body.replaceChildren();
    });
  });
}

function parse(html: string): ChildNode[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll(FORBIDDEN)) element.remove();
  for (const element of body.querySelectorAll('*')) {
    const handlers = element.getAttributeNames().filter((name) => name.startsWith('on'));
    for (const name of handlers) element.removeAttribute(name);
  }
  return [...body.childNodes];
}

function build(node: RichNode): Node {
  if (node.type === 'text') return document.createTextNode(node.text ?? '');
  const name = node.name ?? 'div';
  const element = document.createElement(FORBIDDEN.split(',').includes(name) ? 'div' : name);
  for (const [key, value] of Object.entries(node.attrs ?? {})) {
    if (!key.startsWith('on')) element.setAttribute(key, value);
  }
  element.append(...(node.children ?? []).map(build));
  return element;
}
