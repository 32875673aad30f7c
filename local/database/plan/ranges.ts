import type { SortKey } from '../query/sort';
import type { SecondaryIndex } from '../store/secondary-index';
import type { Span } from '../store/sorted-list';
import type { Value } from '../values/value';
import type { Bound, Condition } from './conditions';

/** The part of an index with fixed leading values and a range on the field after them. */
export function spanOf(
  index: SecondaryIndex,
  prefix: readonly Value[],
  range: Condition | undefined,
): Span {
  const list = index.list();
  const descending = index.spec.keys[prefix.length]?.direction === -1;
  // Different elements of an array may satisfy either end, so only one end may narrow the search.
  const both = !index.multikey || range?.low === undefined || range.high === undefined;
  const low = range?.low;
  const high = both ? range?.high : undefined;
  const first = descending ? high : low;
  const last = descending ? low : high;
  const at = (bound: Bound | undefined, end: boolean): number =>
    bound
      ? list.position([...prefix, bound.value], bound.inclusive === end)
      : list.position(prefix, end);
  const start = at(first, false);
  return { start, end: Math.max(start, at(last, true)) };
}

/**
 * Whether the index, read behind its fixed leading fields, comes in the wanted order: 1 forwards, -1
 * backwards, undefined not at all.
 */
export function orderFrom(
  index: SecondaryIndex,
  fixed: number,
  order: readonly SortKey[],
): 1 | -1 | undefined {
  if (order.length === 0) return undefined;
  const fixedFields = new Set(index.fields.slice(0, fixed));
  const open = order.filter((key) => !fixedFields.has(key.name));
  let direction: 1 | -1 | undefined;
  for (const [i, key] of open.entries()) {
    const indexed = index.spec.keys[fixed + i];
    if (indexed?.field !== key.name) return undefined;
    const needed = indexed.direction === key.direction ? 1 : -1;
    if (direction !== undefined && direction !== needed) return undefined;
    direction = needed;
  }
  // Asked last because the answer needs the list built.
  return index.multikey ? undefined : (direction ?? 1);
}
