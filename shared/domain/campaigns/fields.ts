/** How a value is asked for: the admin's form and the check of what arrives both go by it. */
export type FieldKind =
  | 'text'
  | 'fen'
  | 'rate'
  | 'count'
  | 'switch'
  | 'skus'
  | 'categories'
  | 'levels'
  | 'rules'
  | 'spans'
  | 'weekdays'
  | 'tiers'
  | 'gifts';

/** Parts of the form, in the order they are shown. */
export const SECTIONS = {
  what: '优惠内容',
  goods: '适用商品',
  who: '适用顾客',
  when: '适用时段',
  together: '与其他优惠',
  limits: '预算与底线',
} as const;

export interface Field {
  readonly key: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly section: keyof typeof SECTIONS;
  readonly help?: string;
  /** Numbers: the least and the most; lists: how many. Fen and basis points as they are stored. */
  readonly min?: number;
  readonly max?: number;
  /** May be left empty: null is stored, and `help` says what that means. */
  readonly optional?: true;
  /** What a new form begins with. */
  readonly preset: unknown;
  /** Columns of a list (`tiers`). */
  readonly of?: readonly Field[];
}

type Ids = readonly string[];
interface Kinds {
  text: string;
  fen: number;
  rate: number;
  count: number;
  switch: boolean;
  skus: Ids;
  categories: Ids;
  levels: Ids;
  rules: Ids;
  spans: readonly { readonly start: number; readonly end: number }[];
  weekdays: readonly number[];
  gifts: readonly { readonly skuId: string; readonly qty: number }[];
}

/** The value of a field, by its declaration. */
type ValueOf<F extends Field> = F extends { readonly kind: 'tiers'; readonly of: infer C }
  ? C extends readonly Field[]
    ? readonly FormOf<C>[]
    : never
  : F['kind'] extends keyof Kinds
    ? F extends { readonly optional: true }
      ? Kinds[F['kind']] | null
      : Kinds[F['kind']]
    : never;

/** The filled-in form of a list of fields. */
export type FormOf<C extends readonly Field[]> = {
  readonly [F in C[number] as F['key']]: ValueOf<F>;
};

/** A new form: every field as its declaration presets it. */
export const blank = (fields: readonly Field[]): Record<string, unknown> =>
  Object.fromEntries(fields.map(({ key, preset }) => [key, preset]));
