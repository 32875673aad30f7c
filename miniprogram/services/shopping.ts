import { sum } from '#shared/domain/money';
import { say } from './call';
import { countsOf, linesOf, setQty, type CartItem } from './cart';

export interface Basket {
  counts: Record<string, number>;
  pieces: number;
  fen: number;
}

/** The cart of a shop as shelves show it; amounts are those last seen. */
export function basketOf(storeId: string): Basket {
  const lines = linesOf(storeId);
  return {
    counts: countsOf(storeId),
    pieces: sum(lines.map(({ qty }) => qty)),
    fen: sum(lines.map(({ qty, priceFen }) => qty * priceFen)),
  };
}

/** A shelf's plus or minus. */
export function changeBasket(
  store: { storeId: string; name: string },
  item: CartItem,
  qty: number,
): Basket {
  if (setQty(store, item, qty) === null) say('购物车最多放 50 种商品，请先结算一些');
  return basketOf(store.storeId);
}

export const sayLimit = (left: number): void =>
  say(left > 0 ? `本店只剩 ${left} 件了` : '已经到上限了');

export const openProduct = (skuId: string, storeId: string): void => {
  void wx.navigateTo({ url: `/packages/shop/product/index?skuId=${skuId}&storeId=${storeId}` });
};
