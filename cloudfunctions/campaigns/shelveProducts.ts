import { shelveProducts } from '#shared/contracts/bundles';
import { holdsIn } from '#shared/domain/campaigns/place';
import type { ListingDoc } from '#shared/model/docs';
import { ne, oneOf } from '../kit/conditions';
import { Duplicate, type Db } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';

/** Listings of one call: three round trips whatever the number. */
const LISTINGS = 500;

/**
 * Puts products on the shelves of many shops, or takes them off. A shop's own price and special stay as they
 * are. Goes on from `after`, so a call that was cut is simply made again.
 */
export const main = serve(shelveProducts, async ({ skuIds, place, onShelf, after }, ctx) => {
  const [stores, skus] = await Promise.all([
    readAll(ctx.db, 'stores', { status: ne('closed') }, { only: ['tags', 'regionId'] }),
    ctx.db.getMany('skus', skuIds),
  ]);
  if (skus.length < new Set(skuIds).size) return ctx.refuse('NOT_FOUND');
  const meant = stores.filter((store) => holdsIn(place, store));
  const left = meant.filter(({ _id }) => after === undefined || _id > after);
  const now = left.slice(0, Math.max(1, Math.floor(LISTINGS / skuIds.length)));
  const changed = await setShelf(
    ctx.db,
    now.flatMap(({ _id: storeId }) => skus.map(({ _id: skuId }) => ({ storeId, skuId }))),
    onShelf,
    ctx.now,
  );
  const last = now.at(-1)?._id;
  const next = now.length < left.length && last !== undefined ? { next: last } : {};
  return ctx.write(async (tx) => {
    tx.audit({
      target: 'listings',
      targetId: skuIds.join(','),
      storeId: null,
      before: null,
      after: { onShelf, stores: now.length, changed, from: now[0]?._id ?? '', to: last ?? '' },
    });
    return { stores: now.length, changed, ...next };
  });
});

async function setShelf(
  db: Db,
  pairs: readonly { storeId: string; skuId: string }[],
  onShelf: boolean,
  now: number,
): Promise<number> {
  const idOf = ({ storeId, skuId }: (typeof pairs)[number]) => `${storeId}:${skuId}`;
  if (pairs.length === 0) return 0;
  const there = new Set((await db.getMany('listings', pairs.map(idOf))).map(({ _id }) => _id));
  const fresh: ListingDoc[] = pairs
    .filter((pair) => onShelf && !there.has(idOf(pair)))
    .map((pair) => ({
      _id: idOf(pair),
      ...pair,
      onShelf,
      sort: 0,
      storePriceFen: null,
      special: null,
      updatedAt: now,
    }));
  const made = await insertAll(db, fresh);
  const turned =
    there.size === 0
      ? 0
      : await db.updateWhere(
          'listings',
          { _id: oneOf([...there]), onShelf: !onShelf },
          { set: { onShelf, updatedAt: now } },
        );
  return made + turned;
}

/** All at once; one by one where somebody was quicker with one of them. */
async function insertAll(db: Db, docs: readonly ListingDoc[]): Promise<number> {
  if (docs.length === 0) return 0;
  try {
    await db.insertMany('listings', docs);
    return docs.length;
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    const made = await Promise.all(docs.map((doc) => db.insert('listings', doc)));
    return made.filter(Boolean).length;
  }
}
