import { Condition } from '../../conditions';
import type { Where } from '../../ports';

export type Doc = Readonly<Record<string, unknown>> & { readonly _id: string };

/**
 * All values a dotted path reaches, as in MongoDB: through an array it reaches into each element, and by a
 * number into that one.
 */
export function valuesAt(node: unknown, path: readonly string[]): unknown[] {
  const [head, ...rest] = path;
  if (head === undefined) return [node];
  if (Array.isArray(node)) {
    const each = node.flatMap((item) => (Array.isArray(item) ? [] : valuesAt(item, path)));
    const numbered = /^\d+$/.test(head) && Number(head) < node.length;
    return numbered ? [...valuesAt(node[Number(head)], rest), ...each] : each;
  }
  if (typeof node !== 'object' || node === null) return [];
  return valuesAt((node as Record<string, unknown>)[head], rest);
}

const sameKind = (a: unknown, b: unknown): boolean =>
  (typeof a === 'number' && typeof b === 'number') ||
  (typeof a === 'string' && typeof b === 'string');

/** Equality as the database sees it: null equals absent, an array equals by any element. */
const equals = (value: unknown, wanted: unknown): boolean =>
  wanted === null ? value === null || value === undefined : value === wanted;

const compare = (a: unknown, b: unknown): number =>
  (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;

function one(value: unknown, op: Condition['op'], wanted: unknown): boolean {
  const ordered = (test: (order: number) => boolean, limit: unknown = wanted) =>
    sameKind(value, limit) && test(compare(value, limit));
  switch (op) {
    case 'gte':
      return ordered((o) => o >= 0);
    case 'gt':
      return ordered((o) => o > 0);
    case 'lte':
      return ordered((o) => o <= 0);
    case 'lt':
      return ordered((o) => o < 0);
    default:
      return equals(value, wanted);
  }
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function holds(found: readonly unknown[], condition: Condition): boolean {
  const { op, value: wanted } = condition;
  // A path that leads nowhere is one absent value; an array field is its elements.
  const values = (found.length === 0 ? [undefined] : found).flatMap((v) =>
    Array.isArray(v) ? (v.length === 0 ? [[]] : v) : [v],
  );
  const any = (test: (value: unknown) => boolean) => values.some(test);
  switch (op) {
    case 'exists':
      return found.some((v) => v !== undefined) === wanted;
    case 'ne':
      return !any((v) => equals(v, wanted));
    case 'in':
      return any((v) => asList(wanted).some((w) => equals(v, w)));
    case 'nin':
      return !any((v) => asList(wanted).some((w) => equals(v, w)));
    case 'between': {
      const [from, to] = asList(wanted);
      // Two conditions on one field: on an array different elements may fulfil them, as in MongoDB.
      return any((v) => one(v, 'gte', from)) && any((v) => one(v, 'lt', to));
    }
    default:
      return any((v) => one(v, op, wanted));
  }
}

export const matches = (doc: Doc, where: Where): boolean =>
  Object.entries(where).every(([path, wanted]) =>
    holds(
      valuesAt(doc, path.split('.')),
      wanted instanceof Condition ? wanted : new Condition('in', [wanted]),
    ),
  );

const rank = (value: unknown): number =>
  value === undefined || value === null
    ? 0
    : typeof value === 'number'
      ? 1
      : typeof value === 'string'
        ? 2
        : 3;

/** Sorts like the database; equal keys keep the order of insertion. */
export function sorted(docs: Doc[], sort: Readonly<Record<string, 1 | -1>>): Doc[] {
  const keys = Object.entries(sort).map(([path, dir]) => ({ path: path.split('.'), dir }));
  return docs.toSorted((a, b) => {
    for (const { path, dir } of keys) {
      const [x] = valuesAt(a, path);
      const [y] = valuesAt(b, path);
      const order = rank(x) - rank(y) || compare(x, y);
      if (order !== 0) return order * dir;
    }
    return 0;
  });
}
