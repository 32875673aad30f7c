/** How a built-in component is written: its properties, and what it does with its DOM element. */
import type { BuiltinTag } from '../../tags';
import { type Comp, elementOf, isComp, type Node, space } from '../engine/easel';

type Kind =
  | StringConstructor
  | NumberConstructor
  | BooleanConstructor
  | ArrayConstructor
  | ObjectConstructor
  | null;

/** A kind alone, or with the value it has when the author writes none. */
export type Props = Record<string, Kind | { type: Kind; value: unknown }>;

type Value<K> = K extends StringConstructor
  ? string
  : K extends NumberConstructor
    ? number
    : K extends BooleanConstructor
      ? boolean
      : K extends ArrayConstructor
        ? readonly unknown[]
        : unknown;

export type Values<P extends Props> = {
  readonly [N in keyof P]: P[N] extends { type: infer K } ? Value<K> : Value<P[N]>;
};

/** What forms, labels and pickers ask of a built-in inside them. */
export interface Part {
  value?(): unknown;
  reset?(): void;
  /** A tap on the label around it. */
  press?(): void;
  /** Anything a canvas or map hands out through a selector query. */
  context?: unknown;
}

export interface Host<P extends Props = Props> {
  readonly tag: BuiltinTag;
  readonly el: HTMLElement;
  readonly data: Values<P>;
  readonly comp: Comp;
  /** Path of the page or component whose template holds this element. */
  readonly owner: string;
  part: Part;
  set(values: Partial<Values<P>>): void;
  emit(name: string, detail?: unknown, options?: { bubbles: boolean; composed: boolean }): void;
  /** Calls at once and whenever one of the properties changes. */
  watch(names: readonly (keyof P & string)[], react: () => void): void;
  onTap(listener: () => void): void;
  onDetached(listener: () => void): void;
  /** The nearest built-in of that tag around this one. */
  closest(tag: BuiltinTag): Host | undefined;
}

const hosts = new WeakMap<Comp, Host>();

export function hostOf(node: unknown): Host | undefined {
  return isComp(node) ? hosts.get(node) : undefined;
}

/** Read by screen readers and by tests that look for roles. */
const ARIA = [
  'Label',
  'Role',
  'Hidden',
  'Selected',
  'Expanded',
  'Checked',
  'Disabled',
  'Live',
  'Modal',
  'Labelledby',
  'Describedby',
  'Valuemin',
  'Valuemax',
  'Valuenow',
  'Valuetext',
] as const;

const COMMON: Props = { hidden: Boolean };
for (const name of ARIA) COMMON[`aria${name}`] = null;

/** Registers a built-in tag for every page and component. */
export function builtin<P extends Props>(
  tag: BuiltinTag,
  props: P,
  setup: (host: Host<P>) => Part | void = () => {},
): void {
  const watchers = new WeakMap<object, Map<string, Set<() => void>>>();
  const ends = new WeakMap<object, (() => void)[]>();
  const properties: Record<string, object> = {};
  for (const [name, prop] of Object.entries({ ...COMMON, ...props })) {
    const full = prop !== null && typeof prop === 'object' ? prop : { type: prop };
    properties[name] = {
      ...full,
      observer(this: object) {
        for (const react of watchers.get(this)?.get(name) ?? []) react();
      },
    };
  }
  const definition = space.defineComponent({
    is: `wx://${tag}`,
    options: { multipleSlots: false },
    // The engine derives the type of `data` from literal properties; ours comes from `Values`.
    properties: properties as Record<string, never>,
    lifetimes: {
      attached(this: Comp) {
        const el = elementOf(this);
        if (hosts.has(this) || !el) return;
        const watching = new Map<string, Set<() => void>>();
        watchers.set(this, watching);
        const host = makeHost<P>(this, tag, el, watching, (end) => {
          ends.set(this, [...(ends.get(this) ?? []), end]);
        });
        hosts.set(this, host);
        common(host as unknown as Host);
        host.part = setup(host) ?? {};
      },
      detached(this: Comp) {
        for (const end of ends.get(this) ?? []) end();
      },
    },
  });
  space.setGlobalUsingComponent(tag, definition);
}

function makeHost<P extends Props>(
  comp: Comp,
  tag: BuiltinTag,
  el: HTMLElement,
  watching: Map<string, Set<() => void>>,
  onDetached: Host<P>['onDetached'],
): Host<P> {
  return {
    tag,
    el,
    comp,
    part: {},
    owner: comp.ownerShadowRoot?.getHostNode().is ?? '',
    get data() {
      // The engine's own type of `data` is open; the properties above are what is in it.
      return comp.data as Values<P>;
    },
    set: (values) => comp.setData(values),
    emit: (name, detail = {}, options = { bubbles: false, composed: false }) =>
      comp.triggerEvent(name, detail, options),
    watch(names, react) {
      for (const name of names) watching.set(name, (watching.get(name) ?? new Set()).add(react));
      react();
    },
    onTap: (listener) => comp.addListener('tap', listener),
    onDetached,
    closest(wanted) {
      for (let node: Node | null = comp; node; node = node.getComposedParent()) {
        if (isComp(node) && node.is === `wx://${wanted}`) return hosts.get(node);
      }
      return undefined;
    },
  };
}

function common({ el, data, watch }: Host): void {
  watch(['hidden'], () => el.toggleAttribute('hidden', data['hidden'] === true));
  for (const name of ARIA) {
    const attribute = name === 'Role' ? 'role' : `aria-${name.toLowerCase()}`;
    watch([`aria${name}`], () => {
      const value = data[`aria${name}`];
      if (value !== null && value !== undefined && value !== '')
        el.setAttribute(attribute, String(value));
    });
  }
}
