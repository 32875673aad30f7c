import { CUTOVER_HOUR, HOUR_MS, businessStartOf } from './time';

/** What one shop sold on one business day, as the roll-up keeps it. Σ hours = Σ products = sales. */
export interface SalesDay {
  /** Paid − refunded for goods: below 0 on a day that gives more back than it takes. */
  salesFen: number;
  orders: number;
  refundFen: number;
  /** Sold; what comes back is not taken off: demand is learnt from it. */
  pieces: number;
  /** Of what was sold and did not come back. */
  costFen: number;
  /** `h00`…`h23` → fen. */
  hours: Record<string, number>;
  /** skuId → pieces sold and fen. */
  skus: Record<string, { n: number; fen: number }>;
}
export interface Figure {
  readonly salesFen: number;
  readonly orders: number;
  readonly refundFen: number;
  readonly pieces: number;
}
/** One order paid, or pieces of one given back, as it counts. */
export interface Sale {
  /** Local hour of the payment, or of the promise to give back. */
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

/** The day with these sales and refunds booked; the day itself stays as it was. */
export function addToDay<T extends SalesDay>(
  day: T,
  sales: readonly Sale[],
  refunds: readonly Sale[],
): T & SalesDay {
  const next = { ...day, hours: { ...day.hours }, skus: { ...day.skus } };
  for (const sale of sales) {
    next.orders += 1;
    book(next, sale, 1);
  }
  for (const refund of refunds) {
    next.refundFen += refund.lines.reduce((sum, { fen }) => sum + fen, 0);
    book(next, refund, -1);
  }
  return next;
}

function book(day: SalesDay, { hour, lines }: Sale, sign: 1 | -1): void {
  for (const { skuId, n, fen, costFen } of lines) {
    const sold = sign === 1 ? n : 0;
    day.salesFen += sign * fen;
    day.pieces += sold;
    day.costFen += sign * costFen;
    day.hours[hourKey(hour)] = (day.hours[hourKey(hour)] ?? 0) + sign * fen;
    const before = day.skus[skuId];
    day.skus[skuId] = { n: (before?.n ?? 0) + sold, fen: (before?.fen ?? 0) + sign * fen };
  }
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
  // Refunds can leave an hour, or the day, below 0: then the clock is the better measure.
  const part = day.salesFen > 0 ? salesFen / day.salesFen : -1;
  const share = part >= 0 && part <= 1 ? part : passed / 24;
  const scaled = (n: number) => Math.round(n * share);
  return {
    salesFen,
    orders: scaled(day.orders),
    refundFen: scaled(day.refundFen),
    pieces: scaled(day.pieces),
  };
}

/** The best sellers over several shops' days, by amount; what came back whole is none. */
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
    .filter(({ salesFen }) => salesFen > 0)
    .sort((a, b) => b.salesFen - a.salesFen || (a.skuId < b.skuId ? -1 : 1))
    .slice(0, count);
}
