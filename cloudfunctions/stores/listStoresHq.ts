import { listStoresHq } from '#shared/contracts/stores';
import { found, wordsOf } from '#shared/domain/search';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { inOrder, sortBy } from '../kit/sorting';
import { rowOf, staffCounts } from './storeRow';

export const main = serve(listStoresHq, async ({ query, status, sort, page, size }, ctx) => {
  const all = await readAll(ctx.db, 'stores', status ? { status } : {});
  const { stores } = ctx;
  const words = wordsOf(query);
  const rows = all
    .filter((doc) => stores === 'all' || stores.includes(doc._id))
    .filter((doc) => found(words, doc.code, doc.name, doc.city, doc.district, doc.address))
    .toSorted(inOrder(sortBy(sort, { code: 1 })));
  const shown = rows.slice((page - 1) * size, page * size);
  const staff = await staffCounts(
    ctx.db,
    shown.map((doc) => doc._id),
    ctx.now,
  );
  return {
    items: shown.map((doc) => rowOf(doc, staff.get(doc._id) ?? 0, ctx.now)),
    total: rows.length,
  };
});
