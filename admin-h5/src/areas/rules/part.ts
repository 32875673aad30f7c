import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import type * as z from 'zod';
import { call, type Answer } from '../../call';
import { t } from '../../i18n/index';
import { problems } from '../../ui/check';
import { useConflict, type Conflict, type Show } from '../../ui/conflict';
import { sayDone, sayFailure } from '../../ui/say';
import type { RulePart, Rules } from './types';

export interface Part<F> {
  readonly form: Ref<F>;
  readonly dirty: ComputedRef<boolean>;
  /** By field, once saving was tried. */
  readonly wrong: ComputedRef<Record<string, string>>;
  readonly busy: Ref<boolean>;
  readonly save: () => Promise<void>;
  readonly undo: () => void;
  readonly conflict: Conflict<Rules, object>;
  readonly resolve: (keepMine: boolean) => void;
}

/** One part of the rules of membership: edited beside the others, saved alone, each with its own version. */
export function useRulePart<K extends RulePart>(part: {
  readonly key: K;
  readonly rules: () => Rules;
  readonly schema: z.ZodType;
  readonly send: (
    form: Rules[K],
    version: number,
  ) => Promise<Answer<{ version: number }> | undefined>;
  readonly labels: () => Readonly<Record<string, string>>;
  readonly show?: Show;
}): Part<Rules[K]> {
  const base = shallowRef(part.rules());
  const form = ref(copy(base.value[part.key])) as Ref<Rules[K]>;
  const tried = ref(false);
  const busy = ref(false);
  // Levels are a list: in a comparison they stand as one field.
  const asFields = (value: Rules[K]): object => (Array.isArray(value) ? { all: value } : value);
  const conflict = useConflict<Rules, object>(part.labels, part.show);
  const dirty = computed(() => JSON.stringify(form.value) !== JSON.stringify(base.value[part.key]));
  const wrong = computed(() => (tried.value ? problems(part.schema, form.value) : {}));
  const take = (rules: Rules): void => {
    base.value = rules;
    form.value = copy(rules[part.key]);
    tried.value = false;
  };
  watch(part.rules, (rules) => {
    if (!dirty.value) take(rules);
  });

  async function save(): Promise<void> {
    tried.value = true;
    if (busy.value || !dirty.value || Object.keys(wrong.value).length > 0) return;
    busy.value = true;
    const answer = await part.send(form.value, base.value.versions[part.key]);
    busy.value = false;
    if (answer?.ok) {
      const { versions } = base.value;
      take({
        ...base.value,
        [part.key]: form.value,
        versions: { ...versions, [part.key]: answer.data.version },
      });
      sayDone(t.value.act.saved);
    } else if (answer?.code === 'STALE') await meet();
  }
  async function meet(): Promise<void> {
    const fresh = await call('getMoneyRules', {});
    if (!fresh.ok) return sayFailure(fresh);
    const [was, mine, theirs] = [base.value, { [part.key]: form.value }, fresh.data].map((x) =>
      // All three hold this part of the rules.
      asFields(Reflect.get(x, part.key) as Rules[K]),
    );
    if (!was || !mine || !theirs || !conflict.meet(was, mine, theirs, fresh.data)) return;
    base.value = fresh.data;
    await save();
  }
  return {
    form,
    dirty,
    wrong,
    busy,
    save,
    undo: () => take(base.value),
    conflict,
    resolve(keepMine) {
      const next = conflict.resolve(keepMine);
      if (!next) return;
      base.value = next.doc;
      // Back from fields to the part they were made of.
      form.value = ('all' in next.form ? next.form.all : next.form) as Rules[K];
      if (keepMine) void save();
    },
  };
}

/** Out of what Vue watches: a form's values are plain data. */
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));
