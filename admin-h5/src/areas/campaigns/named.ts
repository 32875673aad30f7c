import { computed, type ComputedRef } from 'vue';
import { call } from '../../call';
import { useLoad } from '../../ui/load';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Categories and levels to choose from, by name. */
export function useNamed(): Record<'categories' | 'levels', ComputedRef<Option[]>> {
  const categories = useLoad(() => call('listCategories', {}));
  const rules = useLoad(() => call('getMoneyRules', {}));
  return {
    categories: computed(() =>
      (categories.data.value?.items ?? []).map((c) => ({ value: c.categoryId, label: c.name })),
    ),
    levels: computed(() =>
      (rules.data.value?.levels ?? []).map((l) => ({ value: l.levelId, label: l.name })),
    ),
  };
}
