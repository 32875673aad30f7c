import { linesOf, remove, setQty } from '../../../services/cart';
import type { Preview } from '../../../services/shapes';

/** What stands against the order, with the button that does something about it; no text: no button. */
export interface Obstacle {
  text: string;
  act: 'mend' | 'otherShop';
  button: string;
}
const STOCK = ['OUT_OF_STOCK', 'NOT_SOLD_HERE'];
const SHOP = ['OUT_OF_AREA', 'STORE_CLOSED'];

type Line = Preview['quote']['lines'][number];
const isShort = ({ available, qty }: Line): boolean => available < qty;

/** One button mends all goods at once, so only the first of them carries it. */
export function obstaclesOf({ problems, quote }: Preview): Obstacle[] {
  const first = problems.find(({ code }) => STOCK.includes(code));
  const some = quote.lines.some((line) => isShort(line) && line.available > 0);
  return problems.map((problem) => {
    if (problem === first)
      return { text: problem.text, act: 'mend', button: some ? '按现有数量' : '移除' };
    return {
      text: problem.text,
      act: 'otherShop',
      button: SHOP.includes(problem.code) ? '换一家' : '',
    };
  });
}

/** Brings the chosen lines of the cart down to what the shop has; lines it does not sell are taken out. */
export function mend(storeId: string, { quote, store }: Preview): void {
  const quoted = new Map(quote.lines.map((line) => [line.skuId, line]));
  for (const line of linesOf(storeId).filter(({ selected }) => selected)) {
    const now = quoted.get(line.skuId);
    if (!now) remove(storeId, [line.skuId]);
    else if (isShort(now)) setQty(store, line, Math.max(0, now.available));
  }
}
