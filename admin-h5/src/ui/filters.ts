import { computed, nextTick, reactive, type ComputedRef } from 'vue';
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router';

export interface Filters<T extends Record<string, string>> {
  /** Read and write as plain strings; the address bar is where they live. */
  readonly values: T;
  /** How many differ from their default. */
  readonly active: ComputedRef<number>;
  readonly clear: () => void;
}

/** Filters kept in the URL, so that a view can be reloaded, bookmarked and sent to a colleague. */
export function useFilters<T extends Record<string, string>>(
  defaults: T,
  /** Set where a change is no other list: what is opened beside it. */
  options: { keepsPage?: boolean } = {},
): Filters<T> {
  const route = useRoute();
  const router = useRouter();
  const own = route.name;
  const keys = Object.keys(defaults);
  let last: Record<string, string> = { ...defaults };
  let patch: Record<string, string> | undefined;

  const read = computed(() => {
    // A page on its way out must not take over the next page's query.
    if (route.name !== own) return last;
    last = Object.fromEntries(
      keys.map((key) => [key, one(route.query[key]) ?? defaults[key] ?? '']),
    );
    return last;
  });

  function write(key: string, value: string): void {
    const first = patch === undefined;
    patch = { ...patch, [key]: value };
    if (first) void nextTick(flush);
  }
  function flush(): void {
    const query: LocationQueryRaw = { ...route.query };
    // Another filter means another list: back to its first page.
    if (!options.keepsPage && !(patch && 'page' in patch)) delete query['page'];
    for (const [key, value] of Object.entries(patch ?? {})) {
      if (value === (defaults[key] ?? '')) delete query[key];
      else query[key] = value;
    }
    patch = undefined;
    void router.replace({ query });
  }

  const fields = keys.map((key) => [
    key,
    computed({
      get: () => patch?.[key] ?? read.value[key] ?? '',
      set: (value: string | null | undefined) => write(key, value ?? ''),
    }),
  ]);
  return {
    // reactive() unwraps the computed strings; their keys are those of `defaults`.
    values: reactive(Object.fromEntries(fields)) as T,
    active: computed(() => keys.filter((k) => read.value[k] !== defaults[k]).length),
    clear: () => {
      for (const key of keys) write(key, defaults[key] ?? '');
    },
  };
}

const one = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The text when it is one of `allowed`; a URL typed by hand can say anything. */
export const oneOf = <T extends string>(allowed: readonly T[], text: string): T | undefined =>
  allowed.find((value) => value === text);

export const orUndefined = (text: string): string | undefined => text || undefined;
