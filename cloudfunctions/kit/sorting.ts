import type { FindOptions } from './ports';

type Sort = NonNullable<FindOptions['sort']>;

/** What a table was asked for (`-createdAt`) as the database sorts; ids decide ties, so that no page repeats a row. */
export function sortBy(asked: string | undefined, otherwise: Sort): Sort {
  if (asked === undefined) return otherwise;
  return asked.startsWith('-') ? { [asked.slice(1)]: -1, _id: -1 } : { [asked]: 1, _id: 1 };
}

/** The same order for rows at hand; names as a Chinese dictionary has them. */
export const inOrder =
  (sort: Sort) =>
  <T extends { _id: string }>(a: T, b: T): number => {
    for (const [field, direction] of Object.entries(sort)) {
      const found = compare(Reflect.get(a, field), Reflect.get(b, field));
      if (found !== 0) return found * direction;
    }
    return 0;
  };

const dictionary = new Intl.Collator('zh-Hans-CN', { numeric: true });

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return dictionary.compare(String(a ?? ''), String(b ?? ''));
}
