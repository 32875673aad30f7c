import { fairSplit } from './split';
import type { Want } from './split';

/** What a supplier asks for one product. */
export interface Terms {
  /** Pieces a case: only whole cases are sold. */
  readonly pack: number;
  /** Least pieces of an order. */
  readonly moq: number;
  /** Price a piece from so many pieces on; the first from 1. Ascending. */
  readonly tiers: readonly { readonly from: number; readonly priceFen: number }[];
}
export interface OrderLine {
  readonly qty: number;
  readonly priceFen: number;
  readonly stores: readonly { readonly storeId: string; readonly qty: number }[];
}

export const priceAt = ({ tiers }: Terms, qty: number): number =>
  tiers.reduce(
    (price, tier) => (qty >= tier.from ? tier.priceFen : price),
    tiers[0]?.priceFen ?? 0,
  );

/** Pieces that can be ordered for at least `wanted`: whole cases, at least the least order. */
export function orderable({ pack, moq }: Terms, wanted: number): number {
  const size = Math.max(1, pack);
  return Math.ceil(Math.max(wanted, moq) / size) * size;
}

/** Days of sales a shop may be given beyond its wish because of cases and least orders. */
const MOST_COVER_DAYS = 21;

/**
 * The wishes of many shops as one line: rounded to what can be ordered, a little more where the next price step costs
 * no more in all, dealt out fairly. Undefined when the least order would lie on the shelves too long.
 */
export function orderLine(terms: Terms, wants: readonly Want[]): OrderLine | undefined {
  const wanted = wants.reduce((sum, { qty }) => sum + qty, 0);
  if (wanted === 0) return undefined;
  let qty = orderable(terms, wanted);
  for (const { from, priceFen } of terms.tiers) {
    const more = orderable(terms, from);
    if (more > qty && more * priceFen <= qty * priceAt(terms, qty)) qty = more;
  }
  const perDay = wants.reduce((sum, want) => sum + want.perDay, 0);
  if (qty > wanted && qty - wanted > Math.max(terms.pack, perDay * MOST_COVER_DAYS))
    return undefined;
  const parts = fairSplit(qty, wants);
  return {
    qty,
    priceFen: priceAt(terms, qty),
    stores: wants
      .map(({ storeId }, i) => ({ storeId, qty: parts[i] ?? 0 }))
      .filter((store) => store.qty > 0),
  };
}
