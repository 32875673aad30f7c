import { sum } from '../money';

/** One SKU of the cart at its base price; a SKU stands in at most one line. */
export interface PricedLine {
  readonly skuId: string;
  readonly categoryId: string;
  readonly qty: number;
  readonly listPriceFen: number;
  readonly priceFen: number;
}

/** A line on its way through the rules. */
export interface OpenLine extends PricedLine {
  /** qty × price. */
  readonly amountFen: number;
  /** What earlier rules left of it. */
  readonly payFen: number;
}

/** What one rule takes off: fen by line, in the order of the lines it was given. */
export interface Reduction {
  readonly kind: 'item' | 'order' | 'coupon';
  /** For people: `优惠券 · 满30减5`. */
  readonly label: string;
  readonly parts: readonly number[];
}

/** A step of the calculation: item rules first, then order rules, then the coupon. */
export type Rule = (lines: readonly OpenLine[]) => Reduction | null;

export interface Freight {
  readonly fen: number;
  /** Why it is what it is, or what is missing to be free. */
  readonly text: string;
}

/** Totals of a priced cart, kept on the order. */
export interface QuoteTotals {
  readonly listFen: number;
  readonly goodsFen: number;
  readonly couponFen: number;
  readonly freightFen: number;
  readonly freightText: string;
  readonly payableFen: number;
  readonly trace: readonly { readonly label: string; readonly fen: number }[];
}

export interface QuotedLine extends OpenLine {
  /** This line's share of all reductions; amount − reduced = pay. */
  readonly reducedFen: number;
}

export interface Quote<L extends PricedLine = PricedLine> {
  readonly lines: readonly (L & QuotedLine)[];
  readonly totals: QuoteTotals;
}

/**
 * Prices a cart; the same function serves the preview and the order (features.md §5.2 D).
 * Order of the calculation: base price, rules one after the other on what is left, freight.
 * Rules see the lines sorted by SKU, so that the odd fen never depends on how the cart was filled.
 */
export function quote<L extends PricedLine>(
  cart: readonly L[],
  rules: readonly Rule[],
  freightOf: (goodsFen: number) => Freight,
): Quote<L> {
  let open = cart
    .map((line) => {
      const amountFen = line.qty * line.priceFen;
      return { ...line, amountFen, payFen: amountFen };
    })
    .sort((a, b) => (a.skuId < b.skuId ? -1 : 1));
  const taken: Reduction[] = [];
  for (const rule of rules) {
    const reduction = rule(open);
    if (!reduction || sum(reduction.parts) === 0) continue;
    open = take(open, reduction);
    taken.push(reduction);
  }

  const listFen = sum(cart.map((l) => l.qty * l.listPriceFen));
  const goodsFen = sum(open.map((l) => l.amountFen));
  // Freight looks at the goods before coupons: a coupon must never make an order dearer by losing 包邮.
  const beforeCoupons = goodsFen - reduced(taken, (r) => r.kind !== 'coupon');
  const freight = freightOf(beforeCoupons);
  const bySku = new Map(open.map((line) => [line.skuId, line]));
  return {
    lines: cart.map((line) => {
      const done = bySku.get(line.skuId) ?? { amountFen: 0, payFen: 0 };
      const { amountFen, payFen } = done;
      return { ...line, amountFen, payFen, reducedFen: amountFen - payFen };
    }),
    totals: {
      listFen,
      goodsFen,
      couponFen: reduced(taken, (r) => r.kind === 'coupon'),
      freightFen: freight.fen,
      freightText: freight.text,
      payableFen: sum(open.map((l) => l.payFen)) + freight.fen,
      trace: [
        { label: '商品原价', fen: listFen },
        ...(goodsFen === listFen ? [] : [{ label: '门店价与特价', fen: goodsFen - listFen }]),
        ...taken.map((r) => ({ label: r.label, fen: -sum(r.parts) })),
        ...(freight.fen === 0 ? [] : [{ label: '配送费', fen: freight.fen }]),
      ],
    },
  };
}

const reduced = (taken: readonly Reduction[], which: (r: Reduction) => boolean): number =>
  sum(taken.filter(which).map((r) => sum(r.parts)));

function take<T extends OpenLine>(lines: readonly T[], reduction: Reduction): T[] {
  return lines.map((line, at) => {
    const part = reduction.parts[at] ?? 0;
    if (!Number.isSafeInteger(part) || part < 0 || part > line.payFen)
      throw new RangeError(`${reduction.label} takes ${part} of ${line.payFen} (${line.skuId})`);
    return { ...line, payFen: line.payFen - part };
  });
}
