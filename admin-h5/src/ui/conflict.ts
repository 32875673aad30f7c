import { shallowRef, type ShallowRef } from 'vue';

export interface FieldDiff {
  readonly label: string;
  readonly before: string;
  readonly mine: string;
  readonly theirs: string;
  /** Both changed it, differently. */
  readonly clash: boolean;
}
/** A field's value as a reader sees it. */
export type Show = (value: unknown, key: string) => string;

const plain: Show = (value) => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Fields that either side changed since both read the same version. */
export function diffOf<T extends object>(
  before: T,
  mine: T,
  theirs: T,
  labels: Readonly<Record<string, string>>,
  show: Show = plain,
): FieldDiff[] {
  return Object.keys(before).flatMap((key) => {
    const [was, my, their] = [before, mine, theirs].map((form): unknown => Reflect.get(form, key));
    if (same(was, my) && same(was, their)) return [];
    const clash = !same(was, my) && !same(was, their) && !same(my, their);
    return [
      {
        label: labels[key] ?? key,
        before: show(was, key),
        mine: show(my, key),
        theirs: show(their, key),
        clash,
      },
    ];
  });
}

/** What both changed together: my fields where I changed them, theirs everywhere else. */
export const merge = <T extends object>(before: T, mine: T, theirs: T): T =>
  Object.fromEntries(
    Object.keys(theirs).map((key) => {
      const [was, my, their] = [before, mine, theirs].map((f): unknown => Reflect.get(f, key));
      return [key, same(was, my) ? their : my];
    }),
    // The keys are those of `theirs`, the values of its siblings.
  ) as T;

export interface Conflict<D, T extends object> {
  /** To be shown; null while nobody was faster. */
  readonly diff: ShallowRef<readonly FieldDiff[] | null>;
  /** True when somebody else's save touched nothing of this form: it may go on from `theirs` at once. */
  readonly meet: (before: T, mine: T, theirs: T, doc: D) => boolean;
  /** The document and form to go on from; `keepMine`: my changes on top of theirs. */
  readonly resolve: (keepMine: boolean) => { doc: D; form: T } | undefined;
  readonly close: () => void;
}

/** Two people saved the same thing: the slower one sees both changes and decides. */
export function useConflict<D, T extends object>(
  labels: () => Readonly<Record<string, string>>,
  show?: Show,
): Conflict<D, T> {
  const diff = shallowRef<readonly FieldDiff[] | null>(null);
  let met: { doc: D; mine: T; theirs: T } | undefined;
  return {
    diff,
    meet(before, mine, theirs, doc) {
      met = { doc, mine: merge(before, mine, theirs), theirs };
      if (same(before, theirs)) return true;
      diff.value = diffOf(before, mine, theirs, labels(), show);
      return false;
    },
    resolve(keepMine) {
      diff.value = null;
      return met && { doc: met.doc, form: keepMine ? met.mine : met.theirs };
    },
    close: () => {
      diff.value = null;
    },
  };
}
