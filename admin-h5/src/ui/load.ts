import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Answer, Failure } from '../call';
import { now } from '../clock';

export interface Loaded<T> {
  /** The last good answer; stays while a newer one is on the way or fails. */
  readonly data: ShallowRef<T | null>;
  readonly failure: ShallowRef<Failure | null>;
  readonly loading: Ref<boolean>;
  /** When `data` arrived, epoch ms. */
  readonly at: Ref<number>;
  readonly reload: () => Promise<void>;
}

/**
 * Loads now, whenever `on` changes, and every `everyMs` while the page is looked at.
 * Of overlapping answers the one asked for last wins.
 */
export function useLoad<T>(
  fetch: () => Promise<Answer<T>>,
  options: { on?: () => unknown; everyMs?: number } = {},
): Loaded<T> {
  const data = shallowRef<T | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const loading = ref(false);
  const at = ref(0);
  let asked = 0;

  async function reload(): Promise<void> {
    asked += 1;
    const mine = asked;
    loading.value = true;
    const answer = await fetch();
    if (mine !== asked) return;
    loading.value = false;
    failure.value = answer.ok ? null : answer;
    if (answer.ok) {
      data.value = answer.data;
      at.value = now();
    }
  }

  void reload();
  if (options.on) watch(options.on, () => void reload());
  if (options.everyMs) {
    const timer = setInterval(() => {
      if (!document.hidden && !loading.value) void reload();
    }, options.everyMs);
    onScopeDispose(() => clearInterval(timer));
  }
  onScopeDispose(() => {
    asked += 1;
  });
  return { data, failure, loading, at, reload };
}
