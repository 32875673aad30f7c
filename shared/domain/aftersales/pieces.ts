import { giftsOwed, refundPlan, type RefundPlan, type UnitRef } from '../pricing/refundPlan';
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

export interface Refundable {
  readonly quote: KeptQuote | null;
  readonly lines: readonly SoldLine[];
  readonly freightBack: boolean;
  readonly giftsCharged: Readonly<Record<string, number>>;
  readonly giftsBack?: Readonly<Record<string, number>>;
}

/**
 * What the pieces would bring back now: the very plan `refundUnits` carries out.
 *
 * @param brought pieces of gifts that come back with them, by SKU; absent: none is missed
 */
export function planOf(
  order: Refundable,
  units: readonly UnitRef[],
  fault: 'store' | 'shopper',
  now: number,
  brought?: Readonly<Record<string, number>>,
): RefundPlan | null {
  const { quote, freightBack, giftsCharged } = order;
  if (!quote) return null;
  const giftsBack: Record<string, number> = { ...order.giftsBack };
  for (const { skuId, qty } of giftsFor(order, units))
    giftsBack[skuId] =
      (giftsBack[skuId] ?? 0) + (brought ? Math.min(qty, brought[skuId] ?? 0) : qty);
  return refundPlan(quote, unitsBefore(order), units, {
    now,
    shipped: true,
    fault,
    freightBack,
    giftsBack,
    giftsCharged,
  });
}

/** Gifts that fall due with the pieces, and what each costs together when it is kept. */
export const giftsFor = (order: Refundable, units: readonly UnitRef[]) =>
  order.quote
    ? giftsOwed(order.quote, unitsBefore(order), units, {
        giftsBack: order.giftsBack ?? {},
        giftsCharged: order.giftsCharged,
      })
    : [];

const unitsBefore = ({ lines }: Pick<Refundable, 'lines'>): UnitRef[] =>
  lines.flatMap(({ unitsBack, gift }, line) =>
    gift ? [] : unitsBack.map((unit) => ({ line, unit })),
  );

/** Whether a line may still be applied for. */
export const inTime = (
  policy: AfterSalesPolicy,
  reason: Reason,
  categoryId: string,
  completedAt: number,
  now: number,
): boolean => now < closesAt(policy, reason, categoryId, completedAt);
