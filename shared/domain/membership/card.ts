import type { PaidCard } from './assets';
import { monthOf, plusYear } from './calendar';

/** One year more: from the end of the running card, or from now. Bought twice at once it is two years. */
export function extendCard(
  card: PaidCard | null,
  now: number,
): { card: PaidCard; from: number; to: number } {
  const running = card !== null && card.to > now;
  const from = running ? card.to : now;
  const to = plusYear(from);
  const fresh: PaidCard = {
    plan: 'blackgold',
    from: now,
    to,
    benefitUsedFen: 0,
    monthKey: monthOf(now),
    freeFreightUsed: 0,
  };
  return { card: running ? { ...card, to } : fresh, from, to };
}

/** What the card saved on an order; `freight`: a free delivery of this month was used. `n` is −1 for one taken back. */
export function countBenefit(
  card: PaidCard | null,
  { fen, freight, at, now }: { fen: number; freight: number; at: number; now: number },
): PaidCard | null {
  // An order of an earlier card counts nothing on this one.
  if (card === null || at < card.from || (fen === 0 && freight === 0)) return card;
  const month = monthOf(now);
  const used = card.monthKey === month ? card.freeFreightUsed : 0;
  const ofThisMonth = monthOf(at) === month;
  return {
    ...card,
    benefitUsedFen: Math.max(0, card.benefitUsedFen + fen),
    monthKey: month,
    freeFreightUsed: Math.max(0, used + (ofThisMonth ? freight : 0)),
  };
}

/** One paid year of a card. */
export interface CardYear {
  readonly from: number;
  readonly to: number;
  readonly payFen: number;
}

/**
 * What a holder gets back who gives the card up: of every paid year the share that has not passed, half up,
 * less everything the card has saved, never below 0. A year that has not begun counts whole.
 */
export function cardRefund(
  years: readonly CardYear[],
  benefitUsedFen: number,
  now: number,
): { refundFen: number; unusedFen: number; parts: number[] } {
  const unused = years.map(({ from, to, payFen }) => {
    const left = Math.min(Math.max(to - now, 0), to - from);
    // Below 2^53 for any price a card may have (a year has 3.2e10 ms).
    return Math.floor((payFen * left) / (to - from) + 0.5);
  });
  const unusedFen = unused.reduce((total, fen) => total + fen, 0);
  const refundFen = Math.max(0, unusedFen - benefitUsedFen);
  // The years that have not begun are given back first.
  let open = refundFen;
  const parts = unused
    .toReversed()
    .map((fen) => {
      const part = Math.min(fen, open);
      open -= part;
      return part;
    })
    .toReversed();
  return { refundFen, unusedFen, parts };
}
