import { addDays, dayOf } from '#shared/domain/time';
import type { StockDoc } from '#shared/model/docs';
import { testWorld } from '../kit/testing';
import { aSku, aStore, shelve } from '../orders/testing';

/** Three shops of one city about 1.4 km apart, with their people. Nothing on the shelves yet. */
export function chainWorld() {
  const world = testWorld();
  const at = (lng: number) => ({
    loc: { type: 'Point' as const, coordinates: [lng, 30.28] as const },
  });
  world.db.put(
    'stores',
    aStore('s1', { name: '人民路店', ...at(120.13) }),
    aStore('s2', { name: '西湖店', ...at(120.145) }),
    aStore('s3', { name: '滨江店', ...at(120.16) }),
  );
  const sku = (id: string, packSize = 1) => aSku(id, 2000, { packSize, costFen: 800 });
  /** Puts goods on a shelf, with four weeks of steady sales behind them. */
  const fill = (
    storeId: string,
    skuId: string,
    pieces: number,
    perDay: number,
    { safety = 0, packSize = 1 }: { safety?: number; packSize?: number } = {},
  ) => {
    shelve(world, storeId, sku(skuId, packSize), pieces, { stock: { safety } });
    const days = Array.from({ length: 28 }, () => 0);
    world.db.put('demand', {
      _id: `${storeId}:${skuId}`,
      storeId,
      skuId,
      from: addDays(dayOf(world.clock.now), -28),
      sold: days.map(() => perDay),
      outHours: days,
      pricePct: days.map(() => 100),
    });
  };
  const stock = (id: string): StockDoc => {
    const doc = world.db.row('stock', id);
    if (!doc) throw new Error(`no stock ${id}`);
    return doc;
  };
  const picker = (storeId: string) => world.as.staff({ roles: ['picker'], storeId });
  const manager = (storeId: string) => world.as.staff({ roles: ['storeManager'], storeId });
  const hq = world.as.hq(['hqSupply']);
  return { ...world, fill, stock, picker, manager, hq };
}
export type ChainWorld = ReturnType<typeof chainWorld>;

/** Every piece there is: in the shops, on the road, and written down as damaged or lost. */
export function allPieces({ db }: Pick<ChainWorld, 'db'>): number {
  const inShops = db
    .rows('stock')
    .reduce((n, s) => n + s.available + s.reserved + s.holds.reduce((h, { qty }) => h + qty, 0), 0);
  const road = db.rows('stock').reduce((n, s) => n + s.inTransitIn, 0);
  const gone = db
    .rows('transfers')
    .reduce((n, t) => n + t.lines.reduce((m, l) => m + l.damaged + l.lost, 0), 0);
  return inShops + road + gone;
}
