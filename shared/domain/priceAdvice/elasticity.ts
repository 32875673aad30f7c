/** One product in one shop, as its daily history has it (oldest day first). */
export interface PricedSeries {
  /** The product's category: goods of a category react alike. */
  readonly category: string;
  /** What moves all goods of a city and category on one day (weather, holiday) must not be read as price. */
  readonly market: string;
  /** Days since any fixed day, of index 0. */
  readonly firstDay: number;
  readonly sold: readonly number[];
  /** Hours without stock; such days tell nothing of the price. */
  readonly outHours: readonly number[];
  /** Shelf price in percent of the list price. */
  readonly pricePct: readonly number[];
}
export interface Elasticities {
  /** Change of sales in percent where the price rises by one percent; negative. */
  readonly pooled: number;
  readonly byCategory: ReadonlyMap<string, number>;
  /** Days behind it, and whether prices moved too little to learn from: nothing should be changed by it. */
  readonly days: number;
  readonly weak: boolean;
}

/** Outside these no estimate is believed (docs/pricing-advice.md). */
export const LEAST_ELASTIC = -0.3;
export const MOST_ELASTIC = -4;
/** Where a chain's own history says nothing: the figure of a real one (FreshRetailNet discounts). */
export const USUAL = -1.5;
/** A category is believed to the degree its prices moved; this much movement weighs as the whole chain. */
const PRIOR_MOVEMENT = 4;
/** Σ(ln price)² after the effects are out; below it nothing was learnt. */
const ENOUGH_MOVEMENT = 0.5;
const ROUNDS = 6;

interface Row {
  readonly series: number;
  readonly market: string;
  readonly category: string;
  x: number;
  y: number;
}

/**
 * Elasticity from price changes the chain made itself: ln sales on ln price, with the level of each product in
 * each shop and of each market's day taken out, then by category, drawn towards the chain's figure.
 */
export function elasticities(all: readonly PricedSeries[]): Elasticities {
  const rows = rowsOf(all);
  withoutEffects(rows);
  const chain = slopeOf(rows);
  const weak = chain.movement < ENOUGH_MOVEMENT;
  const pooled = weak ? USUAL : bounded(chain.product / chain.movement);
  const byCategory = new Map<string, number>();
  for (const [category, own] of grouped(rows, (row) => row.category)) {
    const { product, movement } = slopeOf(own);
    byCategory.set(
      category,
      weak ? USUAL : bounded((product + pooled * PRIOR_MOVEMENT) / (movement + PRIOR_MOVEMENT)),
    );
  }
  return { pooled, byCategory, days: rows.length, weak };
}

const bounded = (e: number): number => Math.min(LEAST_ELASTIC, Math.max(MOST_ELASTIC, e));

function rowsOf(all: readonly PricedSeries[]): Row[] {
  return all.flatMap(({ category, market, firstDay, sold, outHours, pricePct }, series) => {
    const moved = new Set(pricePct).size > 1;
    if (!moved) return [];
    return sold.flatMap((n, day): Row[] => {
      const pct = pricePct[day] ?? 0;
      if ((outHours[day] ?? 0) > 0 || pct <= 0) return [];
      const at = `${market}/${firstDay + day}`;
      // A tenth of a piece keeps the days without a sale.
      return [{ series, market: at, category, x: Math.log(pct / 100), y: Math.log(n + 0.1) }];
    });
  });
}

/** Takes the means of both groupings out of x and y, in turns, until little is left of them. */
function withoutEffects(rows: readonly Row[]): void {
  for (let round = 0; round < ROUNDS; round += 1)
    for (const keyOf of [(row: Row) => String(row.series), (row: Row) => row.market])
      for (const [, own] of grouped(rows, keyOf)) {
        const x = own.reduce((sum, row) => sum + row.x, 0) / own.length;
        const y = own.reduce((sum, row) => sum + row.y, 0) / own.length;
        for (const row of own) {
          row.x -= x;
          row.y -= y;
        }
      }
}

function grouped(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const own = groups.get(keyOf(row));
    if (own) own.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const slopeOf = (rows: readonly Row[]) => ({
  product: rows.reduce((sum, { x, y }) => sum + x * y, 0),
  movement: rows.reduce((sum, { x }) => sum + x * x, 0),
});
