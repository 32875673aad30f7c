import { listStock } from '#shared/contracts/stock';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { skuMatches, stockItem } from './stockItem';

const PAGE = 50;
/** What needs a hand comes first. */
const URGENCY = { out: 0, low: 1, plenty: 2 } as const;

/** A shop's stock, empty and low shelves first. The cursor is the position in that order. */
export const main = serve(listStock, async (input, ctx) => {
  const stock = await readAll(ctx.db, 'stock', { storeId: input.storeId });
  const skus = await byId(
    ctx.db,
    'skus',
    stock.map(({ skuId }) => skuId),
  );

  const rows = stock
    .filter(({ skuId }) => skuMatches(skus.get(skuId), input.query))
    .map((doc) => stockItem(doc, skus.get(doc.skuId)))
    .filter(({ state }) => input.filter === 'all' || state === input.filter)
    .sort((a, b) => URGENCY[a.state] - URGENCY[b.state] || (a.skuId < b.skuId ? -1 : 1));
  const from = Math.max(0, Math.trunc(Number(input.cursor ?? 0)) || 0);
  const next = from + PAGE;
  return {
    items: rows.slice(from, next),
    ...(next < rows.length ? { next: String(next) } : {}),
  };
});
