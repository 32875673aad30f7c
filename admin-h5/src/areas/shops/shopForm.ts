import { computed, ref, watch, type Ref } from 'vue';
import { useSaveKey } from '../../app/hotkeys';
import { call, type Answer } from '../../call';
import { t } from '../../i18n/index';
import { useConflict, type Conflict, type Show } from '../../ui/conflict';
import { sayDone, sayFailure } from '../../ui/say';
import type { Shop } from './types';

export interface ShopForm<F extends object> {
  readonly form: Ref<F>;
  readonly submit: () => Promise<void>;
  readonly undo: () => void;
  readonly conflict: Conflict<Shop, F>;
  readonly resolve: (keepMine: boolean) => void;
}

/**
 * A tab that edits part of a shop. When somebody else saved the shop meanwhile, a change elsewhere in it is
 * taken over silently; a change of the same part is shown beside one's own.
 */
export function useShopForm<F extends object>(tab: {
  readonly shop: () => Shop;
  readonly pick: (shop: Shop) => F;
  readonly mayEdit: () => boolean;
  /** False: the form says what is wrong with it. */
  readonly check: (form: F) => boolean;
  readonly send: (
    at: { storeId: string; version: number },
    form: F,
  ) => Promise<Answer<unknown> | undefined>;
  readonly labels: () => Readonly<Record<string, string>>;
  readonly show?: Show;
  readonly dirty: Ref<boolean>;
  readonly saved: () => void;
}): ShopForm<F> {
  const base = ref(tab.shop()) as Ref<Shop>;
  const copy = (): F => structuredClone(plain(tab.pick(base.value)));
  const form = ref(copy()) as Ref<F>;
  const conflict = useConflict<Shop, F>(tab.labels, tab.show);
  const changed = computed(() => JSON.stringify(form.value) !== JSON.stringify(copy()));
  watch(changed, (now) => (tab.dirty.value = now));
  watch(tab.shop, (now) => {
    base.value = now;
    undo();
  });
  function undo(): void {
    form.value = copy();
  }

  async function submit(): Promise<void> {
    if (!tab.mayEdit() || !tab.check(form.value)) return;
    const { storeId, version } = base.value;
    const answer = await tab.send({ storeId, version }, form.value);
    if (answer?.ok) {
      sayDone(t.value.act.saved);
      tab.saved();
    } else if (answer?.code === 'STALE') await meet();
  }
  async function meet(): Promise<void> {
    const theirs = await call('getStoreHq', { storeId: base.value.storeId });
    if (!theirs.ok) return sayFailure(theirs);
    if (!conflict.meet(copy(), form.value, tab.pick(theirs.data), theirs.data)) return;
    base.value = theirs.data;
    await submit();
  }
  function resolve(keepMine: boolean): void {
    const next = conflict.resolve(keepMine);
    if (!next) return;
    base.value = next.doc;
    form.value = structuredClone(plain(next.form));
    if (keepMine) void submit();
    else tab.saved();
  }
  useSaveKey(() => void submit());
  return { form, submit, undo, conflict, resolve };
}

/** Vue's proxies cannot be cloned; a form is plain data. */
const plain = <T>(form: T): T => JSON.parse(JSON.stringify(form)) as T;
