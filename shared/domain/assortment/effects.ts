/** How a product sells in a shop that carries it. */
export interface Sale {
  readonly shop: string;
  readonly sku: string;
  /** Tastes differ by place: the city, or the kind of shop (社区店, 商圈店) within it. */
  readonly place: string;
  /** Pieces a week with the shelf never empty; above 0. */
  readonly perWeek: number;
}
export interface Guess {
  readonly perWeek: number;
  /** Four in five lie between. */
  readonly low: number;
  readonly high: number;
  /** Shops of the same place, and of the chain, it was learnt from. */
  readonly alike: number;
  readonly shops: number;
}

/** How strongly effects are drawn to nothing, in sales of weight 1: few shops say little. */
const RIDGE = { shop: 3, sku: 2, place: 4 };
const ROUNDS = 12;
/** 80 % of a normal spread. */
const Z80 = 1.2816;

/**
 * Sales of products where they are not sold yet: ln(pieces a week) = chain + shop + product + place × product,
 * fitted by turns with ridges (algorithms.md §4: beats the chain's average by a quarter on a real chain).
 */
export function saleEffects(
  sales: readonly Sale[],
): (shop: string, sku: string, place: string) => Guess | null {
  const usable = sales.filter(({ perWeek }) => perWeek > 0);
  const logs = usable.map(({ perWeek }) => Math.log(perWeek));
  const mean = logs.reduce((sum, v) => sum + v, 0) / Math.max(1, logs.length);
  const shop = new Map<string, number>();
  const sku = new Map<string, number>();
  const place = new Map<string, number>();
  const at = (s: Pick<Sale, 'place' | 'sku'>): string => `${s.place}|${s.sku}`;
  const guess = (s: Pick<Sale, 'shop' | 'sku' | 'place'>): number =>
    mean + (shop.get(s.shop) ?? 0) + (sku.get(s.sku) ?? 0) + (place.get(at(s)) ?? 0);
  const turn = (effects: Map<string, number>, keyOf: (s: Sale) => string, ridge: number): void => {
    const sums = new Map<string, { off: number; n: number }>();
    for (const [i, s] of usable.entries()) {
      const key = keyOf(s);
      const own = sums.get(key) ?? { off: 0, n: 0 };
      own.off += (logs[i] ?? 0) - guess(s) + (effects.get(key) ?? 0);
      own.n += 1;
      sums.set(key, own);
    }
    for (const [key, { off, n }] of sums) effects.set(key, off / (n + ridge));
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    turn(shop, (s) => s.shop, RIDGE.shop);
    turn(sku, (s) => s.sku, RIDGE.sku);
    turn(place, at, RIDGE.place);
  }
  const misses = usable.map((s, i) => (logs[i] ?? 0) - guess(s));
  const spread = Math.sqrt(
    misses.reduce((sum, m) => sum + m * m, 0) / Math.max(1, misses.length - 1),
  );
  const count = (keyOf: (s: Sale) => string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const s of usable) counts.set(keyOf(s), (counts.get(keyOf(s)) ?? 0) + 1);
    return counts;
  };
  const [bySku, byPlace, byShop] = [count((s) => s.sku), count(at), count((s) => s.shop)];
  return (shopId, skuId, where) => {
    const shops = bySku.get(skuId) ?? 0;
    if (shops === 0) return null;
    const alike = byPlace.get(`${where}|${skuId}`) ?? 0;
    const centre = guess({ shop: shopId, sku: skuId, place: where });
    // What a new pair adds to the fitted spread: each effect is itself only known from so many sales.
    const own =
      spread *
      Math.sqrt(
        1 +
          1 / (shops + RIDGE.sku) +
          1 / (alike + RIDGE.place) +
          1 / ((byShop.get(shopId) ?? 0) + RIDGE.shop),
      );
    return {
      perWeek: Math.exp(centre),
      low: Math.exp(centre - Z80 * own),
      high: Math.exp(centre + Z80 * own),
      alike,
      shops,
    };
  };
}
