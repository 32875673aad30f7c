import type { Collection } from '#shared/model/docs';
import { oneOf } from './conditions';
import type { Ask, FindOptions, Link, Where } from './ports';

/** Documents of a filter as one of the reads of `db.gather`; without a limit all of them. */
export const ask = <C extends Collection>(
  collection: C,
  where: Where,
  options: Omit<FindOptions, 'skip'> = {},
): Ask<C> => ({ collection, where, ...options });

/** Documents by id, missing ones left out; nothing is asked where there is no id. */
export const askIds = <C extends Collection>(
  collection: C,
  ids: readonly string[],
): Ask<C> | null => (ids.length === 0 ? null : ask(collection, { _id: oneOf([...new Set(ids)]) }));

/** The document whose id stands in that field of the first one. */
export const link = <C extends Collection>(collection: C, idIn: string): Link<C> => ({
  collection,
  idIn,
});
