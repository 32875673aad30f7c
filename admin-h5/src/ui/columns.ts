import { computed, shallowRef, type ComputedRef } from 'vue';
import type { Column } from './table';

export interface Chosen<T> {
  readonly shown: ComputedRef<Column<T>[]>;
  readonly isShown: (key: string) => boolean;
  readonly toggle: (key: string) => void;
  /** The choice as a text, to be kept and put back. */
  readonly kept: () => string;
  readonly put: (kept: string) => void;
}

/** Which columns this person wants to see in this table; kept in the browser. */
export function useColumns<T>(table: string, columns: () => readonly Column<T>[]): Chosen<T> {
  const storage = `liandian.columns.${table}`;
  const flipped = shallowRef(new Set((localStorage.getItem(storage) ?? '').split(',')));
  const isShown = (key: string): boolean => {
    const column = columns().find((c) => c.key === key);
    return Boolean(column?.extra) === flipped.value.has(key);
  };
  function keep(next: Set<string>): void {
    flipped.value = next;
    localStorage.setItem(storage, [...next].filter(Boolean).join(','));
  }
  return {
    kept: () => [...flipped.value].filter(Boolean).join(','),
    put: (kept) => keep(new Set(kept.split(','))),
    shown: computed(() => columns().filter((c) => isShown(c.key))),
    isShown,
    toggle: (key) => {
      const next = new Set(flipped.value);
      if (!next.delete(key)) next.add(key);
      keep(next);
    },
  };
}
