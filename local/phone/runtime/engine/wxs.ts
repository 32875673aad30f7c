/** What WXS code sees: component descriptors, event handlers and `change:` listeners. */
import { browserUnits } from '../../units';
import { type Caller, callerOf, elementOf, isComp, type Comp, type Node } from './easel';

type Listener = (this: unknown, ...args: unknown[]) => unknown;
type StyleText = string | Record<string, string | number>;

/** The compiler's templates call these under `window.__phoneWxs`. */
export interface WxsHooks {
  change(listener: Listener): Listener;
  event(caller: Caller, event: WxsEvent, listener: Listener): unknown;
}

interface WxsEvent {
  currentTarget: unknown;
  instance?: Descriptor;
}

export const wxsHooks: WxsHooks = {
  // Only when the tree stands: on a phone the view layer calls later, too.
  change: (listener) => (now, was, host, element) => {
    setTimeout(() => listener(now, was, descriptor(host), descriptor(element)), 0);
  },
  event(caller, event, listener) {
    if (methodsOf(caller._$).has(listener)) return listener.call(caller, event);
    const instance = descriptor(event.currentTarget);
    if (instance) event.instance = instance;
    return listener(event, descriptor(caller));
  },
};

/** The methods of each definition: what tells page methods from WXS functions. */
const methodSets = new WeakMap<object, Set<unknown>>();

function methodsOf(comp: Comp): Set<unknown> {
  const { behavior } = comp.getComponentDefinition();
  const known = methodSets.get(behavior);
  if (known) return known;
  const methods = new Set<unknown>(Object.values(behavior.getMethods()));
  methodSets.set(behavior, methods);
  return methods;
}

const descriptors = new WeakMap<Node, Descriptor>();

/** Accepts a node or the `this` of a component. */
function descriptor(of: unknown): Descriptor | undefined {
  const node = of && typeof of === 'object' && '_$' in of ? of._$ : of;
  if (!node || typeof node !== 'object') return undefined;
  // Whatever the engine hands to these hooks is one of its nodes.
  const known = node as Node;
  const made = descriptors.get(known) ?? new Descriptor(known);
  descriptors.set(known, made);
  return made;
}

/** https://developers.weixin.qq.com/miniprogram/dev/framework/view/interactive-animation.html */
class Descriptor {
  readonly #node: Node;
  readonly #state = {};
  readonly setTimeout = setTimeout.bind(globalThis);
  readonly clearTimeout = clearTimeout.bind(globalThis);
  readonly requestAnimationFrame = requestAnimationFrame.bind(globalThis);

  constructor(node: Node) {
    this.#node = node;
  }

  selectComponent(selector: string): Descriptor | undefined {
    return descriptor(isComp(this.#node) && root(this.#node)?.querySelector(selector));
  }

  selectAllComponents(selector: string): Descriptor[] {
    const found = isComp(this.#node) ? (root(this.#node)?.querySelectorAll(selector) ?? []) : [];
    return found.map((node) => descriptor(node)).filter((one) => one !== undefined);
  }

  setStyle(style: StyleText): this {
    const element = elementOf(this.#node);
    for (const [name, value] of Object.entries(typeof style === 'string' ? parse(style) : style)) {
      element?.style.setProperty(kebab(name), browserUnits(String(value)));
    }
    return this;
  }

  addClass(name: string): this {
    this.#node.classList?.toggle(name, true);
    return this;
  }

  removeClass(name: string): this {
    this.#node.classList?.toggle(name, false);
    return this;
  }

  hasClass(name: string): boolean {
    return this.#node.classList?.contains(name) ?? false;
  }

  getDataset(): Record<string, unknown> {
    return this.#node.dataset ?? {};
  }

  callMethod(name: string, argument: unknown): void {
    if (!isComp(this.#node)) return;
    const caller = callerOf(this.#node);
    const method = caller[name];
    if (typeof method === 'function') method.call(caller, argument);
  }

  triggerEvent(name: string, detail: unknown): void {
    this.#node.triggerEvent(name, detail);
  }

  getState(): object {
    return this.#state;
  }

  getBoundingClientRect(): DOMRect | undefined {
    return elementOf(this.#node)?.getBoundingClientRect();
  }

  getComputedStyle(names: readonly string[]): Record<string, string> {
    const element = elementOf(this.#node);
    const style = element && getComputedStyle(element);
    return Object.fromEntries(
      names.map((name) => [name, style?.getPropertyValue(kebab(name)) ?? '']),
    );
  }
}

function root(comp: Comp): ReturnType<Comp['getShadowRoot']> {
  return comp.getShadowRoot();
}

function parse(style: string): Record<string, string> {
  const pairs = style.split(';').map((part) => {
    const colon = part.indexOf(':');
    return [part.slice(0, colon).trim(), part.slice(colon + 1).trim()] as const;
  });
  return Object.fromEntries(pairs.filter(([name]) => name !== ''));
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
