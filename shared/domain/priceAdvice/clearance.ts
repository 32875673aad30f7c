/** Goods that lose their worth on a known day, e.g. those with a shelf life shorter than they would last. */
export interface Clearance {
  readonly pieces: number;
  /** Selling days left, today included. */
  readonly days: number;
  /** Pieces a day at `priceFen`. */
  readonly perDay: number;
  readonly priceFen: number;
  /** Lowest price allowed. */
  readonly floorFen: number;
  readonly elasticity: number;
  /** What a piece is still worth afterwards. */
  readonly salvageFen: number;
}

/** More pieces than this are looked at in parcels: the plan does not get better, only slower. */
const PARCELS = 80;
const STEPS = 12;
/** Demand beyond is so rare that it moves nothing. */
const TAIL = 1e-6;

/**
 * The price of today that earns most until the goods are worth `salvageFen`: dynamic programming over pieces
 * and days, demand Poisson with rate `perDay · (price / priceFen)^elasticity` (Gallego & van Ryzin 1994).
 * Prices between `floorFen` and `priceFen`; every later day may choose again.
 */
export function clearancePrice(goods: Clearance): number {
  const { pieces, days, perDay, priceFen, floorFen, elasticity, salvageFen } = goods;
  if (pieces <= 0 || days <= 0 || floorFen >= priceFen) return Math.max(floorFen, priceFen);
  const parcel = Math.max(1, Math.ceil(pieces / PARCELS));
  const stock = Math.ceil(pieces / parcel);
  const prices = Array.from(
    { length: STEPS + 1 },
    (_, i) => floorFen + ((priceFen - floorFen) * i) / STEPS,
  );
  const odds = prices.map((fen) =>
    poisson((perDay * (fen / priceFen) ** elasticity) / parcel, stock),
  );
  let worth = Array.from({ length: stock + 1 }, (_, s) => s * parcel * salvageFen);
  let today = priceFen;
  for (let day = days - 1; day >= 0; day -= 1) {
    const before = [...worth];
    worth = before.map((_, s) => {
      let best = -1;
      for (const [i, fen] of prices.entries()) {
        const value = expected(odds[i] ?? [], s, (sold) => {
          return sold * parcel * fen + (before[s - sold] ?? 0);
        });
        if (value > best + 1e-9) {
          best = value;
          if (day === 0 && s === stock) today = fen;
        }
      }
      return best;
    });
  }
  return Math.round(today);
}

/** Probabilities of 0 … `most` asked for; the rest of the weight lies on `most` and more. */
function poisson(rate: number, most: number): number[] {
  const odds = [Math.exp(-rate)];
  for (let n = 1; n <= most; n += 1) odds.push(((odds[n - 1] ?? 0) * rate) / n);
  return odds;
}

function expected(odds: readonly number[], stock: number, value: (sold: number) => number): number {
  let left = 1;
  let sum = 0;
  for (let n = 0; n < stock; n += 1) {
    const p = odds[n] ?? 0;
    sum += p * value(n);
    left -= p;
    if (left < TAIL) return sum;
  }
  return sum + Math.max(0, left) * value(stock);
}
