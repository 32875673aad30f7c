import type { QuotedLine } from '#shared/domain/pricing/result';
import type { OrderTotals } from '#shared/model/docs';
import type { Cart } from '../checkout/decideCart';
import type { LoadedLine } from '../checkout/loadCart';
import { unitFenOf } from '../checkout/newOrder';
import { totalsOf } from '../checkout/totals';

/** Totals as the contract tells them (arrays of its own, not the document's). */
export const totalsView = (totals: OrderTotals) => ({
  ...totals,
  tender: { ...totals.tender },
  trace: [...totals.trace],
});

/** A priced cart as a shopper sees it: what it costs, why, what else could be had. */
export const cartView = ({ quote, lines, unsold, giftSkus }: Cart) => ({
  ...totalsOf(quote),
  lines: [
    ...lines.map((line) => ({
      skuId: line.skuId,
      title: line.sku.title,
      spec: line.sku.spec,
      image: line.sku.image,
      unit: line.sku.unit,
      qty: line.qty,
      listPriceFen: line.listPriceFen,
      priceFen: unitFenOf(line),
      priceSource: sourceOf(line),
      amountFen: line.itemFen,
      reducedFen: line.itemFen - line.payFen,
      payFen: line.payFen,
      tags: tagsView(line),
      available: line.available,
      problem: line.problem,
    })),
    ...unsold.map(unsoldView),
  ],
  gifts: quote.gifts.map(({ skuId, title, qty }) => ({
    skuId,
    title,
    qty,
    image: giftSkus.get(skuId)?.image ?? '',
  })),
  hints: quote.hints.map(({ text, moreFen, moreQty, saveFen }) => ({
    text,
    moreFen,
    moreQty,
    saveFen,
  })),
  unused: quote.unused.map(({ label, why, couponId }) => ({
    label,
    why,
    coupon: couponId !== null,
  })),
});

export const tagsView = ({ tags }: Pick<QuotedLine, 'tags'>) =>
  tags.map(({ kind, text, reason }) => ({ kind, text, reason }));

/** The rule that made the price of a line, else where its price comes from. */
function sourceOf({
  applied,
  priceSource,
}: QuotedLine): 'list' | 'store' | 'dynamic' | 'special' | 'timed' | 'level' | 'card' {
  const rule = applied.find(({ step }) => step === 'item')?.ruleId;
  if (rule === undefined) return priceSource;
  if (rule === 'special' || rule === 'card') return rule;
  return rule.startsWith('level:') ? 'level' : 'timed';
}

/** A line the shop does not sell (any more): shown so that it can be removed, worth nothing. */
const unsoldView = ({ skuId, qty, sku }: LoadedLine) => ({
  skuId,
  title: sku?.title ?? '已下架的商品',
  spec: sku?.spec ?? '',
  image: sku?.image ?? '',
  unit: sku?.unit ?? '',
  qty,
  listPriceFen: sku?.listPriceFen ?? 0,
  priceFen: sku?.listPriceFen ?? 0,
  priceSource: 'list' as const,
  amountFen: 0,
  reducedFen: 0,
  payFen: 0,
  tags: [],
  available: 0,
  problem: '本店不售，请移除',
});
