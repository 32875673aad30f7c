import { failed } from '../errors';
import { compare } from '../values/compare';
import { leaves, parsePath, type Path } from '../values/path';
import type { Fields, Value } from '../values/value';

/** One field of an order: 1 ascending, -1 descending. */
export interface SortKey {
  readonly path: Path;
  readonly name: string;
  readonly direction: 1 | -1;
}

export function parseSort(order: Fields): SortKey[] {
  return Object.entries(order).map(([name, direction]) => {
    if (direction !== 1 && direction !== -1) throw failed('$sort key ordering must be 1 or -1');
    return { path: parsePath(name), name, direction };
  });
}

/** Compares two documents; equal ones keep the order they came in. */
export function comparator(keys: readonly SortKey[]): (a: Fields, b: Fields) => number {
  return (a, b) => {
    for (const key of keys) {
      const order = compare(sortValue(a, key), sortValue(b, key));
      if (order !== 0) return order * key.direction;
    }
    return 0;
  };
}

/** An array sorts by its smallest element going up, by its largest going down; a missing field as null. */
function sortValue(doc: Fields, key: SortKey): Value | undefined {
  const found = leaves(doc, key.path);
  const first = found[0];
  if (found.length === 1 && !Array.isArray(first)) return first ?? null;
  let best: Value | undefined;
  let seen = false;
  for (const leaf of found) {
    for (const item of Array.isArray(leaf) ? leaf : [leaf ?? null]) {
      if (!seen || compare(item, best) * key.direction < 0) best = item;
      seen = true;
    }
  }
  if (seen) return best;
  return found.length === 0 ? null : undefined;
}
