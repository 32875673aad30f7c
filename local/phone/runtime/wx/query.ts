/** `createSelectorQuery`: sizes and places of elements, and the nodes behind canvas and map. */
import { hostOf } from '../builtins/define';
import { type Caller, elementOf, isComp, type Node } from '../engine/easel';
import { topPage } from '../pages/stack';
import { pageOf } from '../pages/page';

export interface Fields {
  id?: boolean;
  dataset?: boolean;
  mark?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: string[];
  computedStyle?: string[];
  context?: boolean;
  node?: boolean;
}

type Result = Record<string, unknown>;
type Done = (result: Result | (Result | null)[] | null) => void;
type Step = () => Result | (Result | null)[] | null;

const RECT: Fields = { id: true, dataset: true, rect: true, size: true };
const SCROLL: Fields = { id: true, dataset: true, scrollOffset: true };

export function selectorQuery(start?: Caller) {
  let scope = start;
  const steps: { run: Step; done: Done | undefined }[] = [];
  const query = {
    in(caller: Caller) {
      scope = caller;
      return query;
    },
    select: (selector: string) => picked(() => find(scope, selector).slice(0, 1), false),
    selectAll: (selector: string) => picked(() => find(scope, selector), true),
    selectViewport: () => picked(() => ['viewport' as const], false),
    /** Answers after the view had time to follow `setData`. */
    exec(done?: (results: unknown[]) => void) {
      requestAnimationFrame(() => {
        const results = steps.map((step) => {
          const result = step.run();
          step.done?.(result);
          return result;
        });
        done?.(results);
      });
    },
  };
  function picked(nodes: () => (Node | 'viewport')[], all: boolean) {
    const ask = (fields: Fields) => (done?: Done) => {
      const run: Step = () => {
        const results = nodes().map((node) =>
          node === 'viewport' ? viewport(fields) : read(node, fields),
        );
        return all ? results : (results[0] ?? null);
      };
      steps.push({ run, done });
      return query;
    };
    return {
      boundingClientRect: ask(RECT),
      scrollOffset: ask(SCROLL),
      fields: (fields: Fields, done?: Done) => ask(fields)(done),
      context: ask({ context: true }),
      node: ask({ node: true }),
      ref: ask({ node: true }),
    };
  }
  return query;
}

function find(scope: Caller | undefined, selector: string): Node[] {
  const comp = (scope ?? topPage().caller)._$;
  return comp.getShadowRoot()?.querySelectorAll(selector) ?? [];
}

/** Rectangles count from the corner of the page area, below the navigation bar. */
function read(node: Node, fields: Fields): Result | null {
  const element = elementOf(node) ?? firstElement(node);
  if (!element) return null;
  const corner = element.closest('.ph-view')?.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  const [x, y] = [corner?.left ?? 0, corner?.top ?? 0];
  const result: Result = {};
  if (fields.id) result['id'] = element.id;
  if (fields.dataset) result['dataset'] = { ...node.dataset };
  if (fields.rect)
    Object.assign(result, {
      left: box.left - x,
      top: box.top - y,
      right: box.right - x,
      bottom: box.bottom - y,
    });
  if (fields.size) Object.assign(result, { width: box.width, height: box.height });
  if (fields.scrollOffset)
    Object.assign(result, scroll(isPage(node) ? topPage().scroller : element));
  const data: Result = isComp(node) ? node.data : {};
  for (const name of fields.properties ?? []) result[name] = data[name];
  const style = getComputedStyle(element);
  for (const name of fields.computedStyle ?? []) {
    result[name] = style.getPropertyValue(
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
  }
  if (fields.node)
    result['node'] = hostOf(node)?.part.context ?? (isComp(node) ? node.getMethodCaller() : null);
  if (fields.context) result['context'] = hostOf(node)?.part.context ?? null;
  return result;
}

function viewport(fields: Fields): Result {
  const { view, scroller } = topPage();
  const { width, height } = view.getBoundingClientRect();
  return {
    id: '',
    dataset: {},
    ...(fields.rect ? { left: 0, top: 0, right: width, bottom: height } : {}),
    ...(fields.size ? { width, height } : {}),
    ...(fields.scrollOffset ? scroll(scroller) : {}),
  };
}

function scroll({ scrollTop, scrollLeft, scrollHeight, scrollWidth }: Element): Result {
  return { scrollTop, scrollLeft, scrollHeight, scrollWidth };
}

function isPage(node: Node): boolean {
  return isComp(node) && pageOf(node.getMethodCaller()) !== undefined;
}

/** A virtual host has no element of its own: its first one stands for it. */
function firstElement(node: Node): HTMLElement | undefined {
  const children: readonly unknown[] = isComp(node)
    ? (node.getShadowRoot()?.childNodes ?? [])
    : node.childNodes;
  for (const child of children) {
    if (!child || typeof child !== 'object' || !('childNodes' in child)) continue;
    // Everything with children in this tree is a node of the engine.
    const element = elementOf(child as Node) ?? firstElement(child as Node);
    if (element) return element;
  }
  return undefined;
}
