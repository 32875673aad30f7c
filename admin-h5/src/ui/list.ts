import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { useScope } from '../app/scope';
import type { Answer } from '../call';
import { useColumns, type Chosen } from './columns';
import { useFilters, type Filters } from './filters';
import { useTable, type Asked, type Column, type Page, type Table } from './table';
import { useViews, type Views } from './views';

export interface List<T, F extends Record<string, string>> extends Filters<F> {
  /** Under which its columns and views are kept. */
  readonly name: string;
  readonly table: Table<T>;
  readonly columns: ComputedRef<readonly Column<T>[]>;
  readonly chosen: Chosen<T>;
  readonly views: Views;
  /** All rows of the filter while they are being printed. */
  readonly printed: ShallowRef<readonly T[] | null>;
}

/**
 * What every list page is made of: filters in the URL, a table the server pages and sorts, columns and views
 * people keep. `ask` gets the filters and the shop everything is narrowed to (empty: all).
 */
export function useList<T, F extends Record<string, string>, S extends string = never>(list: {
  readonly name: string;
  readonly filters: F;
  readonly sorts?: readonly S[];
  readonly ask: (filters: F, page: Asked<S>, storeId: string) => Promise<Answer<Page<T>>>;
  readonly columns: () => readonly Column<T>[];
}): List<T, F> {
  const scope = useScope();
  const filters = useFilters(list.filters);
  const table = useTable(
    (page: Asked<S>) => list.ask(filters.values, page, scope.value),
    () => [scope.value, { ...filters.values }],
    list.sorts,
  );
  const chosen = useColumns(list.name, list.columns);
  return {
    ...filters,
    name: list.name,
    table,
    columns: computed(() => list.columns().filter((c) => !c.tool)),
    chosen,
    views: useViews(list.name, [...Object.keys(list.filters), 'sort', 'size', 'store'], chosen),
    printed: shallowRef(null),
  };
}
