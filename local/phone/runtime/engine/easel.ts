/** The one place that knows the private sides of WeChat's component engine 0.12.1. */
import * as glassEasel from 'glass-easel';
import { component, MiniProgramEnv } from 'glass-easel-miniprogram-adapter';
import { BUILTIN_TAGS } from '../../tags';
import { browserUnits } from '../../units';

export type Comp = glassEasel.GeneralComponent;
export type Node = glassEasel.Element;

/** The `this` of page and component code. */
export type Caller = InstanceType<typeof component.ComponentCaller> & Record<string, unknown>;

export const CallerClass = component.ComponentCaller;

export const backend = new glassEasel.CurrentWindowBackendContext();

const builtin = new Set<string>(BUILTIN_TAGS);

/** Built-in tags get a name of their own, so that no browser rule for `button` or `form` applies. */
function createElement(tag: string): HTMLElement {
  const element = document.createElement(
    builtin.has(tag) || tag === 'wx-page' ? elementTag(tag) : tag,
  );
  const setAttribute = element.setAttribute.bind(element);
  element.setAttribute = (name, value) =>
    setAttribute(name, name === 'style' ? browserUnits(value) : value);
  return element;
}

function elementTag(tag: string): string {
  return tag === 'wx-page' ? tag : `wx-${tag}`;
}

// The engine describes DOM nodes by an interface of its own; real ones fit it.
backend.document = {
  createElement,
  createTextNode: (text: string) => document.createTextNode(text),
  createDocumentFragment: () => document.createDocumentFragment(),
} as unknown as typeof backend.document;

const env = new MiniProgramEnv();
env.associateBackend(backend);
export const code = env.createCodeSpace('main', true);
export const space = code.getComponentSpace();

/** Not in the package's types. */
interface CodeInternals {
  prepareComponentOptions(
    path: string,
    options: unknown,
  ): [glassEasel.ComponentOptions, glassEasel.StyleScopeId];
}

// Ids stand in the DOM as the author wrote them: selectors and tests look for them there.
const internals = code as unknown as CodeInternals;
const prepare = internals.prepareComponentOptions;
internals.prepareComponentOptions = function (path, options) {
  const result = prepare.call(this, path, options);
  Object.assign(result[0], { idPrefixGenerator: null, writeIdToDOM: true });
  return result;
};

/** The DOM element of a component or node. A virtual host has none and stands for its first child. */
export function elementOf(node: Node): HTMLElement | undefined {
  const element: unknown = node.getBackendElement();
  if (element instanceof HTMLElement) return element;
  return undefined;
}

export function isComp(node: unknown): node is Comp {
  return glassEasel.Component.isComponent(node);
}

export function callerOf(comp: Comp): Caller {
  // The engine types a method caller as unknown; with the adapter it is always a ComponentCaller.
  return comp.getMethodCaller() as unknown as Caller;
}

/** Puts a component tree at the end of a DOM element and starts its life. */
export function mount(comp: Comp, parent: HTMLElement): void {
  const place = document.createElement('span');
  parent.append(place);
  // Same interface gap as above.
  const [into, at] = [parent, place] as unknown as [
    glassEasel.domlikeBackend.Element,
    glassEasel.domlikeBackend.Element,
  ];
  glassEasel.Element.replaceDocumentElement(comp, into, at);
}

export function unmount(comp: Comp): void {
  glassEasel.Element.pretendDetached(comp);
}

export { glassEasel };
