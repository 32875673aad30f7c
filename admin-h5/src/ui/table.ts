import { computed, type ComputedRef } from 'vue';
import type { Answer } from '../call';
import { oneOf, useFilters } from './filters';
import { useLoad, type Loaded } from './load';

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  /** The cell as text: shown where no slot draws it, and what an export holds. */
  readonly text: (row: T) => string | number;
  readonly align?: 'right' | 'center';
  /** Least width, px. */
  readonly width?: number;
  /** Field the server sorts by, for tables it pages. */
  readonly by?: string;
  /** Sorts the rows at hand; only for tables that show all of them. */
  readonly sort?: (row: T) => number | string;
  /** Buttons: no part of a file or a sheet of paper, and not to be hidden. */
  readonly tool?: boolean;
  /** Shown only when chosen. */
  readonly extra?: boolean;
  /** On a phone rows are cards: the head line, the corner of it, or not shown. */
  readonly card?: 'head' | 'corner' | 'none';
}

export interface Page<T> {
  readonly items: T[];
  readonly total: number;
}
/** What a table asks the server for; `sort` is a field, with `-` before it from the largest down. */
export interface Asked<S extends string = never> {
  readonly page: number;
  readonly size: number;
  readonly sort: S | undefined;
}
type Ask<T, S extends string> = (page: Asked<S>) => Promise<Answer<Page<T>>>;

export interface Table<T> extends Loaded<Page<T>> {
  readonly page: ComputedRef<number>;
  readonly size: ComputedRef<number>;
  readonly turn: (page: number, size: number) => void;
  /** As asked of the server; empty: its own order. */
  readonly sort: ComputedRef<string>;
  readonly sortBy: (sort: string) => void;
  /** All rows of the filter, page by page, for an export. */
  readonly all: (progress: (done: number) => void) => Promise<Answer<T[]>>;
}

/** More rows than this are a job for a report, not for a browser. */
export const EXPORT_LIMIT = 5_000;

/** A table paged and sorted by the server. `on` names the filters it depends on. */
export function useTable<T, S extends string = never>(
  ask: Ask<T, S>,
  on: () => unknown,
  sorts: readonly S[] = [],
): Table<T> {
  const { values } = useFilters({ page: '1', size: '20', sort: '' });
  const page = computed(() => whole(values.page, 1, 1_000));
  const size = computed(() => whole(values.size, 10, 100));
  const sort = computed(() => oneOf(sorts, values.sort));
  const loaded = useLoad(() => ask({ page: page.value, size: size.value, sort: sort.value }), {
    on: () => JSON.stringify([on(), page.value, size.value, sort.value]),
  });

  async function all(progress: (done: number) => void): Promise<Answer<T[]>> {
    const rows: T[] = [];
    for (let at = 1; rows.length < EXPORT_LIMIT; at += 1) {
      const answer = await ask({ page: at, size: 100, sort: sort.value });
      if (!answer.ok) return answer;
      rows.push(...answer.data.items);
      progress(rows.length);
      if (answer.data.items.length < 100) break;
    }
    return { ok: true, data: rows.slice(0, EXPORT_LIMIT) };
  }
  return {
    ...loaded,
    page,
    size,
    sort: computed(() => sort.value ?? ''),
    sortBy: (next) => {
      values.sort = next;
    },
    turn: (to, each) => {
      values.page = String(each === size.value ? to : 1);
      values.size = String(each);
    },
    all,
  };
}

const whole = (text: string, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.trunc(Number(text)) || least));
