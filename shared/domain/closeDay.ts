import { SELLING_HOURS } from './demandRate';
import { openings } from './hours';
import type { Stretch } from './hours';
import { unitPrice } from './price';
import type { Priceable, ShopPrice } from './price';
import type { StoreHours } from './store';
import { HOUR_MS, addDays, businessStartOf, startOf } from './time';

/** Stock-outs are measured from 06:00 to 22:00. */
const FIRST_HOUR = 6;
const LAST_HOUR = FIRST_HOUR + SELLING_HOURS;

/** What a day's price is taken at: the middle of the selling hours. */
const PRICE_HOUR = FIRST_HOUR + SELLING_HOURS / 2;

/** One row of the stock journal. */
export interface Moved {
  readonly type: string;
  readonly qty: number;
  readonly at: number;
}
/** The shop as far as it decides when goods can be sold. */
export interface SellingShop {
  readonly status: string;
  readonly updatedAt: number;
  readonly hours: StoreHours;
}
/** One product in one shop: its shelf as it is now, and the journal from the day on. */
export interface ShelfNow {
  readonly sku: Priceable;
  readonly listing: ShopPrice & { readonly onShelf: boolean };
  /** Pieces in the shop, promised ones included: the journal tells only of goods that come and go. */
  readonly onHand: number;
  readonly specialSold: number;
  readonly moves: readonly Moved[];
}
export interface ClosedDay {
  readonly sold: number;
  /** Whole hours of `SELLING_HOURS`; a shop open for half of them has each of its hours count twice. */
  readonly outHours: number;
  /** The price on the shelf in percent of the list price. */
  readonly pricePct: number;
}

/** What a business day leaves in the demand history of one product in one shop. */
export function closeShelf(
  day: string,
  sold: number,
  shop: SellingShop,
  { sku, listing, onHand, specialSold, moves }: ShelfNow,
): ClosedDay {
  const at = startOf(day) + PRICE_HOUR * HOUR_MS;
  const { priceFen } = unitPrice(sku, listing, specialSold, 1, at);
  const pricePct = sku.listPriceFen > 0 ? Math.round((priceFen * 100) / sku.listPriceFen) : 100;
  const time = listing.onShelf || sold > 0 ? measured(day, shop, moves) : [];
  const whole = length(time);
  // Nothing measured is no evidence; yet what was sold was there to be sold.
  if (whole === 0) return { sold, outHours: sold > 0 ? 0 : SELLING_HOURS, pricePct };
  const empty = emptyStretches(onHand, moves).reduce((sum, s) => sum + length(clip(time, s)), 0);
  return { sold, outHours: Math.round((empty * SELLING_HOURS) / whole), pricePct };
}

/**
 * When the shop was open between 06:00 and 22:00 (a night shop: at any hour of the business day). Time before
 * the books were opened is not measured, nor a day on which the shop did not open at all. The hours are those
 * set now.
 */
function measured(
  day: string,
  { status, updatedAt, hours }: SellingShop,
  moves: readonly Moved[],
): Stretch[] {
  const start = startOf(day);
  if (status !== 'open' && updatedAt <= businessStartOf(day)) return [];
  const open = openings(hours, start, 2);
  const core = clip(open, {
    from: start + FIRST_HOUR * HOUR_MS,
    to: start + LAST_HOUR * HOUR_MS,
  });
  const night = { from: businessStartOf(day), to: businessStartOf(addDays(day, 1)) };
  const opened = moves.find(({ type }) => type === 'OPENING')?.at ?? Number.NEGATIVE_INFINITY;
  return clip(core.length > 0 ? core : clip(open, night), {
    from: opened,
    to: Number.POSITIVE_INFINITY,
  });
}

/** Walks back from the present level: when nothing was in the shop. */
function emptyStretches(onHand: number, moves: readonly Moved[]): Stretch[] {
  const empty: Stretch[] = [];
  let level = onHand;
  let to = Number.POSITIVE_INFINITY;
  for (const { at, qty } of moves.toSorted((a, b) => b.at - a.at)) {
    if (level <= 0 && at < to) empty.push({ from: at, to });
    level -= qty;
    to = at;
  }
  if (level <= 0) empty.push({ from: Number.NEGATIVE_INFINITY, to });
  return empty;
}

const clip = (stretches: readonly Stretch[], { from, to }: Stretch): Stretch[] =>
  stretches
    .map((s) => ({ from: Math.max(s.from, from), to: Math.min(s.to, to) }))
    .filter((s) => s.from < s.to);

const length = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from, 0);
