/** `createIntersectionObserver`, on the browser's own. */
import { type Caller, elementOf } from '../engine/easel';
import { topPage } from '../pages/stack';

interface Margins {
  left?: number;
  right?: number;
  top?: number;
  bottom?: number;
}

type Seen = (result: object) => void;
type Options = WechatMiniprogram.CreateIntersectionObserverOption;

export function createObserver(caller: Caller | undefined, options: Options = {}) {
  const { thresholds = [0], observeAll = false } = options;
  let root: Element | undefined;
  let margins: Margins = {};
  let observer: IntersectionObserver | undefined;
  const scope = (): Caller => caller ?? topPage().caller;
  const select = (selector: string): HTMLElement[] => {
    const nodes = scope()._$.getShadowRoot()?.querySelectorAll(selector) ?? [];
    return nodes.map((node) => elementOf(node)).filter((element) => element !== undefined);
  };
  const api = {
    relativeTo(selector: string, given: Margins = {}) {
      [root, margins] = [select(selector)[0], given];
      return api;
    },
    relativeToViewport(given: Margins = {}) {
      [root, margins] = [undefined, given];
      return api;
    },
    observe(selector: string, seen: Seen) {
      const within = root ?? topPage().scroller;
      observer = new IntersectionObserver(
        (entries) => entries.forEach((entry) => seen(describe(entry))),
        {
          root: within,
          rootMargin: pixels(margins),
          threshold: thresholds,
        },
      );
      // The view follows setData with the next frame.
      requestAnimationFrame(() => {
        for (const element of observeAll ? select(selector) : select(selector).slice(0, 1)) {
          observer?.observe(element);
        }
      });
    },
    disconnect: () => observer?.disconnect(),
  };
  return api;
}

function describe(entry: IntersectionObserverEntry): object {
  const { target, intersectionRatio, intersectionRect, boundingClientRect, rootBounds, time } =
    entry;
  return {
    id: target.id,
    dataset: target instanceof HTMLElement ? { ...target.dataset } : {},
    intersectionRatio,
    intersectionRect,
    boundingClientRect,
    relativeRect: rootBounds,
    time,
  };
}

function pixels({ top = 0, right = 0, bottom = 0, left = 0 }: Margins): string {
  return `${top}px ${right}px ${bottom}px ${left}px`;
}
