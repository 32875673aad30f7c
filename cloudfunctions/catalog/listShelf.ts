import { listShelf } from '#shared/contracts/catalog';
import { openState } from '#shared/domain/hours';
import { found, wordsOf } from '#shared/domain/search';
import type { CategoryDoc } from '#shared/model/docs';
import { chainOf } from '../kit/chain';
import { serve } from '../kit/serve';
import { categoriesOf, shelfOf, type ShelfRow } from './shelf';
import { itemOf, stockOf } from './shelfItem';
import { shelfWorld } from './shelfWorld';

export const main = serve(listShelf, async (input, ctx) => {
  const { storeId, categoryId, limit, cursor } = input;
  const [chain, shelf, categories] = await Promise.all([
    chainOf(ctx),
    shelfOf(ctx, storeId),
    categoriesOf(ctx),
  ]);
  const shop = chain.byId(storeId)?.shop;
  if (!shop) return ctx.refuse('NOT_FOUND', { message: '没有找到这家门店，它可能已经关闭' });

  const words = wordsOf(input.query);
  const sought = shelf.filter(({ sku }) =>
    found(words, sku.title, sku.spec, sku.brand, sku.barcode),
  );
  const rows = sought
    .filter((row) => input.only !== 'special' || onSpecial(row, ctx.now))
    .filter(({ sku }) => !categoryId || sku.categoryId === categoryId);
  const from = cursor === undefined ? 0 : rows.findIndex((row) => isAfter(row, cursor));
  const page = from < 0 ? [] : rows.slice(from, from + limit);
  const [stock, world] = await Promise.all([stockOf(ctx.db, page), shelfWorld(ctx, shop.doc)]);

  const state = openState(shop.hours, ctx.now);
  const last = page.at(-1);
  return {
    store: {
      storeId,
      name: shop.name,
      openNow: state.open,
      canOrder: shop.status === 'open' && state.takesOrders,
      notice: shop.doc.notice,
    },
    // Beside the specials the categories stay: one goes on to them from there.
    categories: counted(categories, sought),
    items: page.map((row) => itemOf(row, stock, world)),
    ...(last && from + limit < rows.length ? { next: cursorOf(last) } : {}),
  };
});

const onSpecial = ({ listing: { special } }: ShelfRow, now: number): boolean =>
  special !== null && special.from <= now && now < special.until;

/** The place of a row in the shelf: what is put before it meanwhile neither repeats nor skips a product. */
const cursorOf = ({ listing, sku }: ShelfRow): string => `${listing.sort}:${sku._id}`;

function isAfter({ listing, sku }: ShelfRow, cursor: string): boolean {
  const cut = cursor.indexOf(':');
  const sort = Number(cursor.slice(0, cut));
  return listing.sort > sort || (listing.sort === sort && sku._id > cursor.slice(cut + 1));
}

/** Categories in which something is left, with how much. */
const counted = (categories: readonly CategoryDoc[], rows: readonly ShelfRow[]) =>
  categories
    .map(({ _id, name }) => ({
      categoryId: _id,
      name,
      count: rows.filter(({ sku }) => sku.categoryId === _id).length,
    }))
    .filter(({ count }) => count > 0);
