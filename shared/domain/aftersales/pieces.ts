import { refundPlan, type RefundPlan, type UnitRef } from '../pricing/refundPlan';
import type { KeptQuote } from '../pricing/result';
import { closesAt, type AfterSalesPolicy, type Reason } from './policy';

/** A line of an order as after-sales looks at it. */
export interface SoldLine {
  readonly lineId: string;
  readonly qty: number;
  readonly gift: boolean;
  /** What each piece cost, fen. */
  readonly unitsFen: readonly number[];
  readonly unitsBack: readonly number[];
}
export interface Asked {
  readonly lineId: string;
  readonly qty: number;
}

/** Pieces of a line that are neither refunded nor in an open case, the dearest first: the shopper's favour. */
export function freeUnits(line: SoldLine, at: number, taken: readonly UnitRef[]): UnitRef[] {
  if (line.gift) return [];
  const fen = (unit: number): number => line.unitsFen[unit] ?? 0;
  return Array.from({ length: line.qty }, (_, unit) => unit)
    .filter((unit) => !line.unitsBack.includes(unit))
    .filter((unit) => !taken.some((ref) => ref.line === at && ref.unit === unit))
    .toSorted((a, b) => fen(b) - fen(a) || a - b)
    .map((unit) => ({ line: at, unit }));
}

/** The pieces somebody asks for; null when a line has no such number of free ones. */
export function unitsFor(
  lines: readonly SoldLine[],
  taken: readonly UnitRef[],
  asked: readonly Asked[],
): UnitRef[] | null {
  const wanted = new Map<string, number>();
  for (const { lineId, qty } of asked) wanted.set(lineId, (wanted.get(lineId) ?? 0) + qty);
  const units: UnitRef[] = [];
  for (const [lineId, qty] of wanted) {
    const at = lines.findIndex((line) => line.lineId === lineId);
    const line = lines[at];
    const free = line ? freeUnits(line, at, taken) : [];
    if (free.length < qty) return null;
    units.push(...free.slice(0, qty));
  }
  return units;
}

/** What the pieces would bring back now: the very plan `refundUnits` carries out. */
export function planOf(
  order: {
    readonly quote: KeptQuote | null;
    readonly lines: readonly SoldLine[];
    readonly freightBack: boolean;
    readonly giftsCharged: Readonly<Record<string, number>>;
  },
  units: readonly UnitRef[],
  fault: 'store' | 'shopper',
  now: number,
): RefundPlan | null {
  const { quote, lines, freightBack, giftsCharged } = order;
  if (!quote) return null;
  const before = lines.flatMap(({ unitsBack, gift }, line) =>
    gift ? [] : unitsBack.map((unit) => ({ line, unit })),
  );
  const giftsBack = Object.fromEntries(quote.gifts.map(({ skuId, qty }) => [skuId, qty]));
  return refundPlan(quote, before, units, {
    now,
    shipped: true,
    fault,
    freightBack,
    giftsBack,
    giftsCharged,
  });
}

/** Whether a line may still be applied for. */
export const inTime = (
  policy: AfterSalesPolicy,
  reason: Reason,
  categoryId: string,
  completedAt: number,
  now: number,
): boolean => now < closesAt(policy, reason, categoryId, completedAt);
