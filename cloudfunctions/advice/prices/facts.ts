import { demandRate } from '#shared/domain/demandRate';
import type { PriceFacts } from '#shared/domain/priceAdvice/propose';
import { DAY_MS } from '#shared/domain/time';
import type {
  CompetitorPriceDoc,
  ListingDoc,
  PriceProposalDoc,
  SkuDoc,
  StoreDoc,
} from '#shared/model/docs';
import { gte, oneOf } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { readAll } from '../../kit/readAll';
import type { Learnt } from './learn';

/** A competitor's price older than this may have changed. */
export const SEEN_MS = 14 * DAY_MS;
/** Further back no change matters for the next one. */
const CHANGES_MS = 60 * DAY_MS;

/** What a shop charges, and what it would charge without any proposal. */
export const pricesOf = (
  { storePriceFen, advised }: Pick<ListingDoc, 'storePriceFen' | 'advised'>,
  { listPriceFen }: Pick<SkuDoc, 'listPriceFen'>,
) => ({
  priceFen: storePriceFen ?? listPriceFen,
  baseFen: (advised ? advised.baseFen : storePriceFen) ?? listPriceFen,
});

interface Chain {
  readonly skus: ReadonlyMap<string, SkuDoc>;
  readonly rivals: ReadonlyMap<string, readonly CompetitorPriceDoc[]>;
  readonly learnt: Learnt;
}

/** Every price of one shop that could change, by SKU. Four reads. A price with a special running is left alone. */
export async function shopFacts(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  { _id: storeId, city }: Pick<StoreDoc, '_id' | 'city'>,
  { skus, rivals, learnt }: Chain,
): Promise<Map<string, PriceFacts>> {
  const [listings, stock, demand, changes] = await Promise.all([
    readAll(db, 'listings', { storeId, onShelf: true }),
    readAll(db, 'stock', { storeId }, { only: ['skuId', 'available'] }),
    readAll(db, 'demand', { storeId }),
    readAll(db, 'priceProposals', {
      storeId,
      status: oneOf(['approved', 'auto']),
      at: gte(now - CHANGES_MS),
    }),
  ]);
  const shelf = new Map(stock.map((doc) => [doc.skuId, doc]));
  const history = new Map(demand.map((doc) => [doc.skuId, doc]));
  const last = lastChanges(changes, now);
  const facts = new Map<string, PriceFacts>();
  for (const listing of listings) {
    const sku = skus.get(listing.skuId);
    const { special } = listing;
    const running = special && special.from <= now && now < special.until;
    // Gift boxes have no stock of their own and a price of their own making.
    if (!sku || sku.components?.length || running) continue;
    const rate = demandRate(history.get(sku._id));
    facts.set(sku._id, {
      title: sku.title,
      listPriceFen: sku.listPriceFen,
      ...pricesOf(listing, sku),
      costFen: sku.costFen,
      floorPriceFen: sku.floorPriceFen,
      ceilingPriceFen: sku.ceilingPriceFen,
      available: Math.max(0, shelf.get(sku._id)?.available ?? 0),
      perDay: rate.perDay,
      evidenceDays: rate.evidenceDays,
      elasticity: learnt.byCategory[sku.categoryId] ?? learnt.pooled,
      shelfLifeDays: sku.shelfLifeDays,
      competitor: cheapest(rivals.get(sku._id) ?? [], city),
      lastChange: last.get(sku._id) ?? null,
    });
  }
  return facts;
}

/** Newest prices of competitors by SKU: one read of the chain. */
export async function rivalPrices({ db, now }: Pick<Ctx, 'db' | 'now'>) {
  const all = await readAll(db, 'competitorPrices', { seenAt: gte(now - SEEN_MS) });
  const by = new Map<string, CompetitorPriceDoc[]>();
  for (const price of all) by.set(price.skuId, [...(by.get(price.skuId) ?? []), price]);
  return by;
}

const cheapest = (
  prices: readonly CompetitorPriceDoc[],
  city: string,
): PriceFacts['competitor'] => {
  const [first] = prices
    .filter((price) => price.city === '' || price.city === city)
    .toSorted((a, b) => a.priceFen - b.priceFen);
  return first ? { name: first.competitor, priceFen: first.priceFen } : null;
};

const lastChanges = (changes: readonly PriceProposalDoc[], now: number) =>
  new Map(
    changes
      .toSorted((a, b) => (a.decidedAt ?? a.at) - (b.decidedAt ?? b.at))
      .map(({ skuId, fromFen, toFen, decidedAt, at }) => [
        skuId,
        { days: Math.floor((now - (decidedAt ?? at)) / DAY_MS), up: toFen > fromFen },
      ]),
  );
