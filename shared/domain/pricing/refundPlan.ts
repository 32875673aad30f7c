import type { KeptQuote, Tender } from './result';

/** A piece of an order: line of the quote and piece of the line, both from 0. */
export interface UnitRef {
  readonly line: number;
  readonly unit: number;
}

/** What is known when a refund is planned; the rules are the policy kept on the order (features.md §5.2 D). */
export interface RefundTerms {
  readonly now: number;
  /** Something left the shop. */
  readonly shipped: boolean;
  readonly fault: 'store' | 'shopper';
  /** The freight of this order was given back before. */
  readonly freightBack: boolean;
  /** Pieces of gifts that came back, all refunds so far and this one together, by SKU. */
  readonly giftsBack: Readonly<Record<string, number>>;
  /** Pieces of gifts charged for before, by SKU. */
  readonly giftsCharged: Readonly<Record<string, number>>;
}

/** What one refund moves; Σ over any sequence of refunds of all pieces is what was paid, to each bucket. */
export interface RefundPlan {
  /** Back to each tender, freight included, gifts deducted. */
  readonly back: Tender;
  readonly refundFen: number;
  readonly goodsFen: number;
  readonly freightFen: number;
  /** Used points that go back to their lots. */
  readonly pointsBack: number;
  /** Earned points and growth taken. */
  readonly pointsTaken: number;
  readonly growthTaken: number;
  /** Gifts kept by the shopper, at listed value, as far as this refund covers them. */
  readonly giftFen: number;
  readonly giftsCharged: readonly {
    readonly skuId: string;
    readonly qty: number;
    readonly fen: number;
  }[];
  /** Value of kept gifts that this refund could not cover. */
  readonly giftShortFen: number;
  /** After this refund nothing of the order is left. */
  readonly complete: boolean;
  /** Coupons go back only with the whole order; the caller looks whether they are still valid. */
  readonly couponIds: readonly string[];
  /** The card's free delivery counts as not used: nothing was shipped. */
  readonly cardFreightBack: boolean;
}

const EMPTY: Tender = { providerFen: 0, principalFen: 0, bonusFen: 0 };
const plus = (a: Tender, b: Tender): Tender => ({
  providerFen: a.providerFen + b.providerFen,
  principalFen: a.principalFen + b.principalFen,
  bonusFen: a.bonusFen + b.bonusFen,
});
const worth = (t: Tender): number => t.providerFen + t.principalFen + t.bonusFen;
const nameOf = ({ line, unit }: UnitRef): string => `${line}:${unit}`;

/**
 * What goes back for some pieces: the share each of them carries since the order was made. Thresholds are not
 * judged anew.
 *
 * @throws RangeError for a piece that is not in the order, is named twice, or was refunded before
 */
export function refundPlan(
  kept: KeptQuote,
  before: readonly UnitRef[],
  units: readonly UnitRef[],
  terms: RefundTerms,
): RefundPlan {
  check(kept, before, units);
  const after = [...before, ...units];
  const pieces = kept.lines.reduce((n, { qty }) => n + qty, 0);
  const complete = after.length === pieces && units.length > 0;
  const shares = units.map(({ line, unit }) => ({
    unit: kept.lines[line]?.units[unit],
    tender: kept.unitTender[line]?.[unit] ?? EMPTY,
  }));
  const goods = shares.reduce((sum, { tender }) => plus(sum, tender), EMPTY);
  const goesBack = complete && !terms.freightBack && (!terms.shipped || terms.fault === 'store');
  const whole = goesBack ? plus(goods, kept.freightTender) : goods;
  const due = giftsDue(kept, after, terms);
  const giftFen = Math.min(
    worth(whole),
    due.reduce((fen, gift) => fen + gift.fen, 0),
  );
  const back = less(whole, giftFen);
  const total = (of: 'points' | 'earned' | 'growth'): number =>
    shares.reduce((n, { unit }) => n + (unit?.[of] ?? 0), 0);
  return {
    back,
    refundFen: worth(back),
    goodsFen: worth(goods),
    freightFen: goesBack ? worth(kept.freightTender) : 0,
    pointsBack: total('points'),
    pointsTaken: total('earned'),
    growthTaken: total('growth'),
    giftFen,
    giftsCharged: due,
    giftShortFen: due.reduce((fen, gift) => fen + gift.fen, 0) - giftFen,
    complete,
    couponIds: complete ? kept.couponIds : [],
    cardFreightBack: complete && kept.cardFreight && !terms.shipped,
  };
}

function check(kept: KeptQuote, before: readonly UnitRef[], units: readonly UnitRef[]): void {
  const seen = new Set(before.map(nameOf));
  for (const ref of units) {
    if (!kept.lines[ref.line]?.units[ref.unit]) throw new RangeError(`no piece ${nameOf(ref)}`);
    if (seen.has(nameOf(ref))) throw new RangeError(`piece ${nameOf(ref)} refunded twice`);
    seen.add(nameOf(ref));
  }
}

/**
 * Pieces of gifts that fall due with these pieces gone too, by SKU: what the shopper brings along, or is
 * charged for.
 */
export const giftsOwed = (
  kept: KeptQuote,
  before: readonly UnitRef[],
  units: readonly UnitRef[],
  terms: Pick<RefundTerms, 'giftsBack' | 'giftsCharged'>,
): { skuId: string; qty: number; fen: number }[] => giftsDue(kept, [...before, ...units], terms);

/**
 * Gifts owed with the pieces gone so far: in proportion to the pieces that earned them, rounded down, so a
 * gift is owed at the latest with the last piece. Those neither returned nor charged yet are charged now.
 */
function giftsDue(
  kept: KeptQuote,
  gone: readonly UnitRef[],
  terms: Pick<RefundTerms, 'giftsBack' | 'giftsCharged'>,
) {
  const owed = new Map<string, { qty: number; listedFen: number }>();
  for (const { skuId, qty, listedFen, forSkuIds } of kept.gifts) {
    const of = (line: number) => forSkuIds.includes(kept.lines[line]?.skuId ?? '');
    const all = kept.lines.reduce((n, line, at) => n + (of(at) ? line.qty : 0), 0);
    const lost = gone.filter(({ line }) => of(line)).length;
    const known = owed.get(skuId)?.qty ?? 0;
    const due = all === 0 ? 0 : Math.floor((qty * lost) / all);
    owed.set(skuId, { qty: known + due, listedFen });
  }
  return [...owed]
    .map(([skuId, { qty, listedFen }]) => {
      const left = qty - (terms.giftsBack[skuId] ?? 0) - (terms.giftsCharged[skuId] ?? 0);
      return { skuId, qty: Math.max(0, left), fen: Math.max(0, left) * listedFen };
    })
    .filter(({ qty }) => qty > 0);
}

/** A deduction lowers the bonus first, then the principal, then what the provider gives back. */
function less(tender: Tender, fen: number): Tender {
  const bonus = Math.min(tender.bonusFen, fen);
  const principal = Math.min(tender.principalFen, fen - bonus);
  return {
    bonusFen: tender.bonusFen - bonus,
    principalFen: tender.principalFen - principal,
    providerFen: tender.providerFen - (fen - bonus - principal),
  };
}
