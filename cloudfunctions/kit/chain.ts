import { indexShops, type Shop, type ShopIndex } from '#shared/domain/locate';
import type { StoreDoc } from '#shared/model/docs';
import type { OpenState } from '#shared/domain/hours';
import { oneOf } from './conditions';
import type { Ctx } from './ports';
import { readAll } from './readAll';

/** How old what shoppers see of shops may be. */
const FRESH_MS = 10_000;

/** A shop as shoppers may see it, with its document. */
export interface ChainShop extends Shop {
  readonly doc: StoreDoc;
}
export interface Chain {
  readonly index: ShopIndex<ChainShop> & { readonly states: ReadonlyMap<string, OpenState> };
  byId(storeId: string): { readonly shop: ChainShop; readonly index: number } | undefined;
}

export function shopOf(doc: StoreDoc, status: 'open' | 'paused'): ChainShop {
  const [lng, lat] = doc.loc.coordinates;
  const { _id: id, version, name, city, district, address, statusReason } = doc;
  const { hours, pickup, delivery, area } = doc;
  const place = { lng, lat };
  const told = { id, version, name, city, district, address, status, statusReason };
  return { ...told, place, hours, pickup, delivery, area, doc };
}

/** All shops that are open or paused, indexed by place: no database read while warm. */
export function chainOf(ctx: Pick<Ctx, 'cached' | 'db'>): Promise<Chain> {
  return ctx.cached('chain', FRESH_MS, async () => {
    const docs = await readAll(ctx.db, 'stores', { status: oneOf(['open', 'paused']) });
    const shops = docs.flatMap((doc) =>
      doc.status === 'open' || doc.status === 'paused' ? [shopOf(doc, doc.status)] : [],
    );
    const index = indexShops(shops, last?.index);
    const places = new Map(index.shops.map((shop, at) => [shop.id, { shop, index: at }]));
    last = { index, byId: (storeId) => places.get(storeId) };
    return last;
  });
}
/** Only opening hours of unchanged shops are taken over from it. */
let last: Chain | undefined;
