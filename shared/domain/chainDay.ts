import type { Figure } from './board';
import { plainName, regionPath, type Region } from './regions';

/** One shop on one business day, as reports of many days and shops need it. */
export interface ShopDay extends Figure {
  /** Of what was sold and did not come back. */
  readonly costFen: number;
  /** Where the shop belonged on that day. */
  readonly regionId: string;
  readonly district: string;
  /** On hand at cost, at the nightly count; null: not counted. */
  readonly stockFen: number | null;
  /** Products on its shelf, and those of them that were out of stock, at the nightly count. */
  readonly onShelf: number;
  readonly out: number;
}
export interface ChainDay {
  readonly day: string;
  readonly shops: Readonly<Record<string, ShopDay>>;
}

/** A period of one shop, of a district, a region or the chain. */
export interface Sums {
  readonly salesFen: number;
  readonly orders: number;
  readonly refundFen: number;
  readonly pieces: number;
  readonly costFen: number;
  /** Σ over the days with a count: their number, and what was counted. */
  readonly stockFen: number;
  readonly counted: number;
  readonly onShelf: number;
  readonly out: number;
}
const NOTHING: Sums = {
  salesFen: 0,
  orders: 0,
  refundFen: 0,
  pieces: 0,
  costFen: 0,
  stockFen: 0,
  counted: 0,
  onShelf: 0,
  out: 0,
};

export const sumsOf = (days: readonly ShopDay[]): Sums =>
  days.reduce(
    (sum, day) => ({
      salesFen: sum.salesFen + day.salesFen,
      orders: sum.orders + day.orders,
      refundFen: sum.refundFen + day.refundFen,
      pieces: sum.pieces + day.pieces,
      costFen: sum.costFen + day.costFen,
      stockFen: sum.stockFen + (day.stockFen ?? 0),
      counted: sum.counted + (day.stockFen === null ? 0 : 1),
      onShelf: sum.onShelf + day.onShelf,
      out: sum.out + day.out,
    }),
    NOTHING,
  );

/**
 * 库存周转率 of a period: cost of what was sold ÷ average stock at cost. The stock of several shops is the sum
 * of each one's average, so an average of averages never stands for the whole. Null without a count.
 */
export function turnoverOf(shops: readonly Sums[]): number | null {
  const stock = shops.reduce((sum, s) => sum + (s.counted === 0 ? 0 : s.stockFen / s.counted), 0);
  const cost = shops.reduce((sum, s) => sum + (s.counted === 0 ? 0 : s.costFen), 0);
  return stock > 0 ? cost / stock : null;
}

/** A shop in two periods. */
export interface ShopCompared {
  readonly storeId: string;
  readonly regionId: string;
  readonly district: string;
  readonly now: Sums;
  readonly before: Sums;
  /** Sold something on at least half of the days of both periods. */
  readonly comparable: boolean;
}

/** A shop counts where it belonged on the last day that knows it, in both periods: moving it moves its past along. */
export function compareShops(
  now: readonly ChainDay[],
  before: readonly ChainDay[],
): ShopCompared[] {
  const ids = new Set([...now, ...before].flatMap(({ shops }) => Object.keys(shops)));
  return [...ids].toSorted().map((storeId) => {
    const of = (days: readonly ChainDay[]) => days.flatMap(({ shops }) => shops[storeId] ?? []);
    const [own, past] = [of(now), of(before)];
    const last = own.at(-1) ?? past.at(-1);
    const sold = (days: readonly ShopDay[]) => days.filter(({ orders }) => orders > 0).length;
    return {
      storeId,
      regionId: last?.regionId ?? '',
      district: last?.district ?? '',
      now: sumsOf(own),
      before: sumsOf(past),
      comparable:
        sold(own) * 2 >= now.length && sold(past) * 2 >= before.length && before.length > 0,
    };
  });
}

export interface TreeRow {
  readonly key: string;
  readonly parentKey: string | null;
  readonly depth: number;
  readonly kind: 'chain' | 'region' | 'district' | 'store';
  readonly name: string;
  readonly shops: readonly ShopCompared[];
}

/** Chain → regions → districts → shops, each with the shops below it; the best seller first on every level. */
export function regionTree(
  shops: readonly ShopCompared[],
  regions: readonly Region[],
  nameOf: (storeId: string) => string,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const put = (of: readonly ShopCompared[], at: Omit<TreeRow, 'shops'>, n: number): void => {
    rows.push({ ...at, shops: of });
    const groups = new Map<string, { place: Place; shops: ShopCompared[] }>();
    for (const shop of of) {
      const place = placesOf(shop, regions, nameOf)[n];
      if (!place) continue;
      const group = groups.get(place.key) ?? { place, shops: [] };
      group.shops.push(shop);
      groups.set(place.key, group);
    }
    const best = [...groups.values()].toSorted(
      (a, b) => salesOf(b.shops) - salesOf(a.shops) || (a.place.key < b.place.key ? -1 : 1),
    );
    for (const group of best)
      put(group.shops, { ...group.place, parentKey: at.key, depth: n + 1 }, n + 1);
  };
  put(shops, { key: 'chain', parentKey: null, depth: 0, kind: 'chain', name: '' }, 0);
  return rows;
}

type Place = Pick<TreeRow, 'key' | 'kind' | 'name'>;

/** A shop's way down the tree: its regions, its district, itself. */
function placesOf(
  { storeId, regionId, district }: ShopCompared,
  regions: readonly Region[],
  nameOf: (storeId: string) => string,
): Place[] {
  const path = regionPath(regions, regionId);
  const named = path.map(({ regionId: id, name }): Place => ({
    key: `r:${id}`,
    kind: 'region',
    name,
  }));
  const region: Place = { key: `r:${regionId}`, kind: 'region', name: plainName(regionId) || '–' };
  return [
    ...(named.length > 0 ? named : [region]),
    { key: `d:${regionId}:${district}`, kind: 'district', name: district || '–' },
    { key: `s:${storeId}`, kind: 'store', name: nameOf(storeId) },
  ];
}

const salesOf = (shops: readonly ShopCompared[]): number =>
  shops.reduce((sum, shop) => sum + shop.now.salesFen, 0);
