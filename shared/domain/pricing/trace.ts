import type { Model } from './compile';
import { cutsOf } from './cuts';
import type { QuotedLine, Spend, Step, TraceEntry } from './result';
import type { Bill } from './settle';
import { giftsOf } from './gifts';

/** Which rule gave which fen to which line, in the order of the calculation; Σ = payable. */
export function traceOf(model: Model, bill: Bill, lines: readonly QuotedLine[]): TraceEntry[] {
  const { pricingVersion } = model.world.policy;
  const entry = (
    step: Step,
    ruleId: string,
    label: string,
    parts: readonly number[],
    more: Partial<TraceEntry> = {},
  ): TraceEntry => ({
    step,
    ruleId,
    version: pricingVersion,
    couponId: null,
    label,
    fen: parts.reduce((a, b) => a + b, 0),
    parts,
    ...more,
  });
  const inCart = (byArc: readonly number[]): number[] => {
    const parts = lines.map(() => 0);
    model.arcs.lines.forEach(({ at }, i) => {
      parts[at] = -(byArc[i] ?? 0);
    });
    // Minus nothing is nothing.
    return parts.map((fen) => fen || 0);
  };
  const items = itemTotals(model, bill).map(({ rule, byArc }) =>
    entry('item', rule.id, rule.label, inCart(byArc), { version: rule.version }),
  );
  const claims = bill.taken
    .filter(({ fen }) => fen > 0)
    .map(({ claim, parts }) =>
      claim.coupon
        ? entry('coupon', claim.named, `优惠券 · ${claim.coupon.name}`, inCart(parts), {
            version: claim.coupon.version,
            couponId: claim.coupon.couponId,
          })
        : entry('order', claim.id, claim.order?.name ?? '', inCart(parts), {
            version: claim.order?.version ?? 0,
          }),
    );
  const points = lines.map(({ pointsFen }) => -pointsFen || 0);
  const shop = lines.map(({ baseFen, listFen }) => baseFen - listFen);
  return [
    entry(
      'base',
      'list',
      '商品原价',
      lines.map(({ listFen }) => listFen),
    ),
    ...(shop.some((fen) => fen !== 0) ? [entry('base', 'price', '门店价', shop)] : []),
    ...items,
    ...claims,
    ...(points.some((fen) => fen !== 0) ? [entry('points', 'points', '积分抵扣', points)] : []),
    ...freightEntries(bill, pricingVersion),
  ];
}

/** What every item rule took, by line in the order of the arcs. */
function itemTotals({ arcs, items }: Model, { path }: Bill) {
  const cuts = cutsOf(arcs, path);
  return items
    .map((rule) => ({
      rule,
      byArc: cuts.map((line) => line.find((cut) => cut.rule === rule)?.fen ?? 0),
    }))
    .filter(({ byArc }) => byArc.some((fen) => fen > 0));
}

function freightEntries({ freight, taken }: Bill, version: number): TraceEntry[] {
  if (freight.feeFen === 0) return [];
  const one = { step: 'freight' as const, version, couponId: null, parts: [] };
  const fee = { ...one, ruleId: 'freight', label: '配送费', fen: freight.feeFen };
  const off = freight.feeFen - freight.fen;
  if (off === 0) return [fee];
  const by = taken.find(({ claim }) => claim.freight)?.claim;
  return [
    fee,
    {
      ...one,
      ruleId: by?.named ?? (freight.by === 'card' ? 'card' : 'freight'),
      version: by?.order?.version ?? by?.coupon?.version ?? version,
      couponId: by?.coupon?.couponId ?? null,
      label: freight.text,
      fen: -off,
    },
  ];
}

/** What campaigns and coupons cost their budgets; a gift at its listed value. */
export function spendOf(model: Model, bill: Bill): Spend[] {
  const gifts = giftsOf(model, bill);
  const freightOff = bill.freight.feeFen - bill.freight.fen;
  return [
    ...itemTotals(model, bill)
      .filter(({ rule }) => rule.source !== null)
      .map(({ rule, byArc }) => ({
        ruleId: rule.id,
        version: rule.version,
        couponId: null,
        fen: byArc.reduce((a, b) => a + b, 0),
      })),
    ...bill.taken.map(({ claim, fen }) => ({
      ruleId: claim.named,
      version: claim.order?.version ?? claim.coupon?.version ?? 0,
      couponId: claim.coupon?.couponId ?? null,
      fen:
        fen +
        (claim.freight ? freightOff : 0) +
        gifts.reduce((f, g) => f + (g.ruleId === claim.id ? g.qty * g.listedFen : 0), 0),
    })),
  ];
}
