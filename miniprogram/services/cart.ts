import { sum } from '#shared/domain/money';

/** A line remembers what the shopper saw; prices are always asked anew. */
export interface CartLine {
  skuId: string;
  title: string;
  spec: string;
  image: string;
  priceFen: number;
  qty: number;
  selected: boolean;
}
export type CartItem = Pick<CartLine, 'skuId' | 'title' | 'spec' | 'image' | 'priceFen'>;
interface ShopCart {
  storeName: string;
  lines: CartLine[];
}

/** What one order may hold; the contract refuses more. */
export const MAX_LINES = 50;
const MAX_QTY = 999;
const KEY = 'carts';

const all = (): Record<string, ShopCart> => {
  const kept: Record<string, ShopCart> | '' = wx.getStorageSync(KEY);
  return kept || {};
};

const save = (storeId: string, storeName: string, lines: CartLine[]): void => {
  const carts = all();
  if (lines.length > 0) carts[storeId] = { storeName, lines };
  else delete carts[storeId];
  wx.setStorageSync(KEY, carts);
};

const nameOf = (storeId: string): string => all()[storeId]?.storeName ?? '';

export const linesOf = (storeId: string): CartLine[] => all()[storeId]?.lines ?? [];

export const piecesOf = (storeId: string): number => sum(linesOf(storeId).map((line) => line.qty));

/** Pieces by SKU, for the badges on a shelf. */
export const countsOf = (storeId: string): Record<string, number> =>
  Object.fromEntries(linesOf(storeId).map((line) => [line.skuId, line.qty]));

/** Sets the pieces of a SKU; 0 takes it out. Answers the pieces now in the cart, or null when it is full. */
export function setQty(
  store: { storeId: string; name: string },
  item: CartItem,
  qty: number,
): number | null {
  const lines = linesOf(store.storeId);
  const rest = lines.filter((line) => line.skuId !== item.skuId);
  const wanted = Math.min(Math.max(0, qty), MAX_QTY);
  const old = lines.find((line) => line.skuId === item.skuId);
  if (wanted > 0 && !old && lines.length >= MAX_LINES) return null;
  const { skuId, title, spec, image, priceFen } = item;
  const line = { skuId, title, spec, image, priceFen, qty: wanted, selected: true };
  const next = old
    ? lines.map((each) => (each === old ? { ...line, selected: old.selected } : each))
    : [line, ...rest];
  save(store.storeId, store.name, wanted > 0 ? next : rest);
  return wanted;
}

export function select(storeId: string, skuIds: readonly string[], selected: boolean): void {
  const lines = linesOf(storeId).map((line) =>
    skuIds.includes(line.skuId) ? { ...line, selected } : line,
  );
  save(storeId, nameOf(storeId), lines);
}

/** Takes out what was ordered or swiped away. */
export function remove(storeId: string, skuIds: readonly string[]): void {
  const lines = linesOf(storeId).filter((line) => !skuIds.includes(line.skuId));
  save(storeId, nameOf(storeId), lines);
}

/** Carts of other shops: switching shop loses nothing. */
export const otherCarts = (storeId: string): { storeId: string; name: string; pieces: number }[] =>
  Object.entries(all())
    .filter(([id]) => id !== storeId)
    .map(([id, cart]) => ({
      storeId: id,
      name: cart.storeName,
      pieces: sum(cart.lines.map((line) => line.qty)),
    }));
