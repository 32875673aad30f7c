import { computed, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

const KEY = 'liandian.store';

/** The shop everything is narrowed to; empty: all shops. It travels in the URL from page to page. */
export function useScope(): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => (typeof route.query['store'] === 'string' ? route.query['store'] : ''),
    set: (storeId) => {
      keepScope(storeId);
      const { page: _page, store: _store, ...query } = route.query;
      void router.replace({ query: storeId ? { ...query, store: storeId } : query });
    },
  });
}

export const keepScope = (storeId: string): void => sessionStorage.setItem(KEY, storeId);
export const keptScope = (): string => sessionStorage.getItem(KEY) ?? '';
