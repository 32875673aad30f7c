import { CUTOVER_HOUR, HOUR_MS, businessStartOf } from './time';

/** What one shop sold on one business day, as the roll-up keeps it. */
export interface SalesDay {
  salesFen: number;
  orders: number;
  refundFen: number;
  pieces: number;
  costFen: number;
  /** `h00`…`h23` → fen. */
  hours: Record<string, number>;
  /** skuId → pieces and fen. */
  skus: Record<string, { n: number; fen: number }>;
}
export interface Figure {
  readonly salesFen: number;
  readonly orders: number;
  readonly refundFen: number;
  readonly pieces: number;
}
/** One order paid, as it counts. */
export interface Sale {
  readonly hour: number;
  readonly lines: readonly {
    readonly skuId: string;
    readonly n: number;
    readonly fen: number;
    readonly costFen: number;
  }[];
}

export const NO_SALES: SalesDay = {
  salesFen: 0,
  orders: 0,
  refundFen: 0,
  pieces: 0,
  costFen: 0,
  hours: {},
  skus: {},
};
export const hourKey = (hour: number): string => `h${String(hour).padStart(2, '0')}`;

/** The day with these sales and refunds on top; the day itself stays as it was. */
export function addToDay<T extends SalesDay>(
  day: T,
  sales: readonly Sale[],
  refundFen: number,
): T & SalesDay {
  const next = { ...day, hours: { ...day.hours }, skus: { ...day.skus } };
  next.refundFen += refundFen;
  for (const { hour, lines } of sales) {
    next.orders += 1;
    for (const { skuId, n, fen, costFen } of lines) {
      next.salesFen += fen;
      next.pieces += n;
      next.costFen += costFen;
      next.hours[hourKey(hour)] = (next.hours[hourKey(hour)] ?? 0) + fen;
      const before = next.skus[skuId];
      next.skus[skuId] = { n: (before?.n ?? 0) + n, fen: (before?.fen ?? 0) + fen };
    }
  }
  return next;
}

export const figureOf = (days: readonly Figure[]): Figure => {
  const total = (key: keyof Figure) => days.reduce((sum, day) => sum + day[key], 0);
  return {
    salesFen: total('salesFen'),
    orders: total('orders'),
    refundFen: total('refundFen'),
    pieces: total('pieces'),
  };
};

/** Hours of the business day in their order: 4, 5, … 23, 0, … 3. */
export const BUSINESS_HOURS: readonly number[] = Array.from(
  { length: 24 },
  (_, i) => (i + CUTOVER_HOUR) % 24,
);

/** Hours of the business day behind `now`, with its fraction; 0 before, 24 after the day. */
export const hoursPassed = (day: string, now: number): number =>
  Math.min(24, Math.max(0, (now - businessStartOf(day)) / HOUR_MS));

/**
 * A past day as it stood after so many hours. Sales are known by hour, the hour under way in
 * proportion; orders, pieces and refunds are not kept by hour and take the share of the day's sales.
 */
export function upTo(day: Figure & Pick<SalesDay, 'hours'>, passed: number): Figure {
  if (passed >= 24) return figureOf([day]);
  const salesFen = BUSINESS_HOURS.reduce((sum, hour, i) => {
    const part = Math.min(1, Math.max(0, passed - i));
    return sum + Math.round((day.hours[hourKey(hour)] ?? 0) * part);
  }, 0);
  const share = day.salesFen > 0 ? salesFen / day.salesFen : passed / 24;
  const scaled = (n: number) => Math.round(n * share);
  return {
    salesFen,
    orders: scaled(day.orders),
    refundFen: scaled(day.refundFen),
    pieces: scaled(day.pieces),
  };
}

/** The best sellers over several shops' days, by amount. */
export function topSkus(days: readonly Pick<SalesDay, 'skus'>[], count: number) {
  const sums = new Map<string, { pieces: number; salesFen: number }>();
  for (const { skus } of days) {
    for (const [skuId, { n, fen }] of Object.entries(skus)) {
      const sum = sums.get(skuId) ?? { pieces: 0, salesFen: 0 };
      sums.set(skuId, { pieces: sum.pieces + n, salesFen: sum.salesFen + fen });
    }
  }
  return [...sums]
    .map(([skuId, sum]) => ({ skuId, ...sum }))
    .sort((a, b) => b.salesFen - a.salesFen || (a.skuId < b.skuId ? -1 : 1))
    .slice(0, count);
}
