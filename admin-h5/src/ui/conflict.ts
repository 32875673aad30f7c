export interface FieldDiff {
  readonly label: string;
  readonly before: string;
  readonly mine: string;
  readonly theirs: string;
  /** Both changed it, differently. */
  readonly clash: boolean;
}

const show = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? '');

/** Fields that either side changed since both read the same version. */
export function diffOf<T extends object>(
  before: T,
  mine: T,
  theirs: T,
  labels: Readonly<Record<string, string>>,
): FieldDiff[] {
  const of = (form: T, key: string): string => show(Reflect.get(form, key));
  return Object.keys(before).flatMap((key) => {
    const [was, my, their] = [of(before, key), of(mine, key), of(theirs, key)];
    if (was === my && was === their) return [];
    const clash = was !== my && was !== their && my !== their;
    return [{ label: labels[key] ?? key, before: was, mine: my, theirs: their, clash }];
  });
}
