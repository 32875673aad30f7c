import type { Quote, QuoteTotals } from '#shared/domain/pricing/quote';
import type { CartLine } from '../checkout/decideCart';
import type { LoadedLine } from '../checkout/loadCart';

/** Totals as the contract tells them (arrays of its own, not the document's). */
export const totalsView = (totals: QuoteTotals) => ({ ...totals, trace: [...totals.trace] });

export const quoteView = ({ lines, totals }: Quote<CartLine>) => ({
  ...totalsView(totals),
  lines: lines.map(({ sku, ...line }) => ({
    skuId: line.skuId,
    title: sku.title,
    spec: sku.spec,
    image: sku.image,
    unit: sku.unit,
    qty: line.qty,
    listPriceFen: line.listPriceFen,
    priceFen: line.priceFen,
    priceSource: line.priceSource,
    amountFen: line.amountFen,
    reducedFen: line.reducedFen,
    payFen: line.payFen,
    available: line.available,
    problem: line.problem,
  })),
});

/** A line the shop does not sell (any more): shown so that it can be removed, worth nothing. */
export const unsoldView = ({ skuId, qty, sku }: LoadedLine) => ({
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
  available: 0,
  problem: '本店不售，请移除',
});
