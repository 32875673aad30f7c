import type { WriteTx } from '../../kit/ports';
import { newStock } from '../../stock/newStock';

type Writing = Pick<WriteTx, 'get' | 'set' | 'insert'>;

/** On the shelf at the list price, with an empty stock document if there was none. False: it is there already. */
export async function putOnShelf(
  tx: Writing,
  storeId: string,
  skuId: string,
  now: number,
): Promise<boolean> {
  const _id = `${storeId}:${skuId}`;
  const before = await tx.get('listings', _id);
  if (before?.onShelf) return false;
  const blank = { _id, storeId, skuId, sort: 0, storePriceFen: null, special: null };
  await tx.set('listings', { ...blank, ...before, onShelf: true, updatedAt: now });
  if (!(await tx.get('stock', _id))) await tx.insert('stock', newStock(storeId, skuId, now));
  return true;
}

/** Off the shelf; what is in stock stays on the books. False: it is off already. */
export async function takeOffShelf(
  tx: Writing,
  storeId: string,
  skuId: string,
  now: number,
): Promise<boolean> {
  const before = await tx.get('listings', `${storeId}:${skuId}`);
  if (!before?.onShelf) return false;
  await tx.set('listings', { ...before, onShelf: false, updatedAt: now });
  return true;
}
