import type { Collection, Docs } from '#shared/model/docs';
import { gt } from './conditions';
import type { Db, FindOptions, Where } from './ports';

const PAGE = 1_000;

/** Every document of a filter, page by page in the order of `_id`; for filters known to be bounded. */
export async function readAll<C extends Collection>(
  db: Pick<Db, 'find'>,
  collection: C,
  where: Where,
  { only }: Pick<FindOptions, 'only'> = {},
): Promise<Docs[C][]> {
  const all: Docs[C][] = [];
  for (;;) {
    const last = all.at(-1)?._id;
    const page = await db.find(
      collection,
      last === undefined ? where : { ...where, _id: gt(last) },
      { sort: { _id: 1 }, limit: PAGE, ...(only ? { only } : {}) },
    );
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

/** Documents by id, as a map; in pages where there are many. */
export async function byId<C extends Collection>(
  db: Pick<Db, 'getMany'>,
  collection: C,
  ids: readonly string[],
): Promise<Map<string, Docs[C]>> {
  const wanted = [...new Set(ids)];
  const pages: Promise<Docs[C][]>[] = [];
  for (let at = 0; at < wanted.length; at += PAGE) {
    pages.push(db.getMany(collection, wanted.slice(at, at + PAGE)));
  }
  return new Map((await Promise.all(pages)).flat().map((doc) => [doc._id, doc]));
}
