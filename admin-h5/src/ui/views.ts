import { computed, shallowRef, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import * as z from 'zod';
import { useMe } from '../app/me';
import { keepScope } from '../app/scope';
import type { Chosen } from './columns';

const View = z.object({
  name: z.string(),
  query: z.record(z.string(), z.string()),
  columns: z.string(),
});
/** A list as somebody wants to see it again: its filters, order, shop and columns, under a name. */
export type View = z.infer<typeof View>;

export interface Views {
  readonly items: ComputedRef<readonly View[]>;
  /** The view the page shows right now. */
  readonly current: ComputedRef<View | undefined>;
  /** Keeps what is shown; a view of the same name is replaced. */
  readonly keep: (name: string) => void;
  readonly drop: (name: string) => void;
  /** Shows a view, or the list as it is without any. */
  readonly show: (view: View | null) => void;
}

/** Views of one list, kept in this browser for each person who works at it. */
export function useViews(
  list: string,
  keys: readonly string[],
  columns: Pick<Chosen<never>, 'kept' | 'put'>,
): Views {
  const route = useRoute();
  const router = useRouter();
  const storage = `liandian.views.${list}.${useMe().me?.staffId ?? ''}`;
  const items = shallowRef(read(storage));
  const query = computed(() =>
    Object.fromEntries(
      keys.flatMap((key) => {
        const value = route.query[key];
        return typeof value === 'string' ? [[key, value] as const] : [];
      }),
    ),
  );
  function write(next: readonly View[]): void {
    items.value = next;
    localStorage.setItem(storage, JSON.stringify(next));
  }
  return {
    items: computed(() => items.value),
    current: computed(() => items.value.find((view) => same(view.query, query.value))),
    keep: (name) =>
      write([
        ...items.value.filter((view) => view.name !== name),
        { name, query: query.value, columns: columns.kept() },
      ]),
    drop: (name) => write(items.value.filter((view) => view.name !== name)),
    show: (view) => {
      if (!view) {
        const { store } = query.value;
        return void router.replace({ query: store ? { store } : {} });
      }
      // The shop of a view counts from here on, also where it is all of them.
      keepScope(view.query['store'] ?? '');
      columns.put(view.columns);
      void router.replace({ query: view.query });
    },
  };
}

function read(storage: string): readonly View[] {
  try {
    return z.array(View).parse(JSON.parse(localStorage.getItem(storage) ?? '[]'));
  } catch {
    // Of an older build: views begin anew.
    return [];
  }
}

const same = (
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean => {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
};
