import { listStaff } from '#shared/contracts/stores';
import { found, wordsOf } from '#shared/domain/search';
import { oneOf } from '../kit/conditions';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { staffRow } from './staffRow';

export const main = serve(listStaff, async ({ storeId, query, page, size }, ctx) => {
  if (storeId !== undefined) ctx.reach(storeId);
  const { stores } = ctx;
  const shops = storeId !== undefined ? [storeId] : stores === 'all' ? undefined : [...stores];
  const [people, names] = await Promise.all([
    readAll(ctx.db, 'staff', shops ? { 'grants.scopeId': oneOf(shops) } : {}),
    readAll(ctx.db, 'stores', {}, { only: ['name'] }),
  ]);

  const words = wordsOf(query);
  const rows = people
    .filter((person) => found(words, person.name))
    .toSorted((a, b) => a.status.localeCompare(b.status) || (a._id < b._id ? -1 : 1));
  const visible = (id: string) => stores === 'all' || stores.includes(id);
  const nameOf = new Map(names.map((store) => [store._id, store.name]));
  return {
    items: rows
      .slice((page - 1) * size, page * size)
      .map((person) => staffRow(person, visible, nameOf, ctx.seal, ctx.now)),
    total: rows.length,
  };
});
