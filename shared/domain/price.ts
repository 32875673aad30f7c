/** What decides the price of one product in one shop, before coupons. */
export interface Priceable {
  readonly listPriceFen: number;
}
export interface ShopPrice {
  readonly storePriceFen: number | null;
  readonly special: {
    readonly priceFen: number;
    readonly from: number;
    readonly until: number;
    readonly reason: string;
    /** Pieces at this price; null without limit. */
    readonly cap: number | null;
  } | null;
}
export interface UnitPrice {
  readonly priceFen: number;
  readonly source: 'list' | 'store' | 'special';
  /** The special that runs now (even when its pieces are gone); null without. */
  readonly special: {
    readonly reason: string;
    readonly until: number;
    readonly left: number | null;
  } | null;
}

/**
 * Special in its period and within its cap, before the shop's price, before the list price. A quantity that
 * passes the pieces left at the special price is priced without it.
 *
 * @param specialSold pieces already sold at the running special
 */
export function unitPrice(
  sku: Priceable,
  shop: ShopPrice,
  specialSold: number,
  qty: number,
  now: number,
): UnitPrice {
  const { special, storePriceFen } = shop;
  const running = special && special.from <= now && now < special.until ? special : null;
  const left =
    running === null || running.cap === null ? null : Math.max(0, running.cap - specialSold);
  const told = running && { reason: running.reason, until: running.until, left };
  if (running && (left === null || left >= qty))
    return { priceFen: running.priceFen, source: 'special', special: told };
  return storePriceFen === null
    ? { priceFen: sku.listPriceFen, source: 'list', special: told }
    : { priceFen: storePriceFen, source: 'store', special: told };
}

/** Few enough to be told. */
export const FEW = 5;

export const stockState = (available: number): 'plenty' | 'few' | 'out' =>
  available <= 0 ? 'out' : available <= FEW ? 'few' : 'plenty';

/** HQ's limits for what shops may charge. */
export interface Band {
  readonly floorPriceFen: number;
  readonly ceilingPriceFen: number;
}
export const inBand = (fen: number, { floorPriceFen, ceilingPriceFen }: Band): boolean =>
  floorPriceFen <= fen && fen <= ceilingPriceFen;
