import { call } from '../../../services/call';
import type { ShelfItem } from '../../../services/shapes';

export type Found =
  | { readonly kind: 'one'; readonly item: ShelfItem }
  | { readonly kind: 'some'; readonly items: ShelfItem[] }
  | { readonly kind: 'none'; readonly message: string };

/** What a scanner, a camera or a finger typed: a barcode names one product, words a few. */
export async function findGoods(storeId: string, typed: string): Promise<Found> {
  if (/^\d{6,14}$/.test(typed)) {
    const reply = await call('scanBarcode', { storeId, barcode: typed });
    return reply.ok ? { kind: 'one', item: reply.data } : { kind: 'none', message: reply.message };
  }
  const reply = await call('listShelf', { storeId, query: typed, limit: 20 });
  if (!reply.ok) return { kind: 'none', message: reply.message };
  const { items } = reply.data;
  const [only] = items;
  if (!only) return { kind: 'none', message: `没有找到“${typed}”` };
  return items.length === 1 ? { kind: 'one', item: only } : { kind: 'some', items };
}
