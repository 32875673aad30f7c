import type { Seal } from '../../cloudfunctions/kit/ports';
import type { Collection, Docs } from '#shared/model/docs';
import { makeAssets } from './demo/assets';
import { makeBoxes } from './demo/boxes';
import { makeCampaigns } from './demo/campaigns';
import { makeCatalogue, makeListings, makeRegions, makeShops } from './demo/catalogue';
import { makeCouponTemplates, makeMoreTemplates } from './demo/coupons';
import { makeHq, makeLogins, makeMembers, makeStaff } from './demo/staffing';
import { makeSuppliers } from './demo/suppliers';
import { makeStock, makeTrade } from './demo/trade';
import { lastNight } from './demo/lastNight';
import { random } from './random';

export type Size = 'demo' | 'small' | 'empty';
export type WorldDocs = { [C in Collection]?: Docs[C][] };

/** How much of the demo a size takes; `small` is for tests: quick to load, every kind of thing in it. */
const SMALL = { shops: ['hz01', 'hz02', 'hz03', 'hz09', 'hz13'], everyNthSku: 5 };

const NO_BOXES = { skus: [], barcodes: [], listings: [] };

/**
 * The documents of a chain that looks real. The same seed, size and business day give the same world,
 * sealed texts aside (their nonces are random by design).
 */
export function makeWorld({
  size,
  seed = 'liandian',
  now,
  seal,
}: {
  size: Size;
  seed?: string;
  now: number;
  seal: Seal;
}): WorldDocs {
  if (size === 'empty') return { staff: makeHq(now), hqLogins: makeLogins(now) };
  const draw = random(seed);
  const catalogue = makeCatalogue(now);
  const stores = makeShops(now).filter((s) => size === 'demo' || SMALL.shops.includes(s._id));
  const skus = catalogue.skus.filter((_, i) => size === 'demo' || i % SMALL.everyNthSku === 0);
  const kept = new Set(skus.map((s) => s._id));
  const listings = makeListings(stores, skus, now, draw);
  const { demand, salesDays } = makeTrade(stores, skus, listings, now, draw);
  const { stock, moves } = makeStock(demand, skus, now, draw);
  // Tests begin without campaigns: their prices are those of the shelf.
  const boxes = size === 'demo' ? makeBoxes(stores, skus, now) : NO_BOXES;
  return {
    stores,
    regions: makeRegions(now),
    categories: catalogue.categories,
    skus: [...skus, ...boxes.skus],
    barcodes: [...catalogue.barcodes.filter((b) => kept.has(b.skuId)), ...boxes.barcodes],
    listings: [...listings, ...boxes.listings],
    stock,
    stockMoves: moves,
    demand,
    salesDays,
    chainDays: lastNight({ stores, skus, listings, stock, salesDays }, now),
    ...makeSuppliers(skus, now),
    couponTemplates: [
      ...makeCouponTemplates(now),
      ...(size === 'demo' ? makeMoreTemplates(now, skus) : []),
    ],
    ...makeMembers(seal, now),
    // Tests begin with empty wallets.
    ...(size === 'demo' ? makeAssets(seal, now) : {}),
    ...(size === 'demo' ? makeCampaigns(now, skus) : {}),
    staff: makeStaff(seal, now, new Set(stores.map((s) => s._id))),
    hqLogins: makeLogins(now),
  };
}
