import type {
  BarcodeDoc,
  CategoryDoc,
  ListingDoc,
  SkuDoc,
  StoreDoc,
  RegionDoc,
} from '#shared/model/docs';
import { ean13 } from '../../lib/ean13';
import { addDays, dayOf, endOf } from '#shared/domain/time';
import type { Random } from '../random';
import { picture, shopPicture } from './pictures';
import { categories, products } from './products';
import { CITY, shops } from './shops';

/** EAN-13 with a made-up body in the range of China, so that scanners and checks accept it. */
export const barcode = (n: number): string =>
  ean13(`69${String(7_300_000_000 + n * 7_919).padStart(10, '0')}`);

const at2 = (n: number): string => String(n).padStart(3, '0');
/** Floor and ceiling in whole 10 fen: 5 % over cost to 15 % over the list price. */
const band = (costFen: number, priceFen: number) => ({
  floorPriceFen: Math.min(priceFen, Math.ceil((costFen * 1.05) / 10) * 10),
  ceilingPriceFen: Math.floor((priceFen * 1.15) / 10) * 10,
});

export function makeCatalogue(now: number): {
  categories: CategoryDoc[];
  skus: SkuDoc[];
  barcodes: BarcodeDoc[];
} {
  const skus = products.map((p, i): SkuDoc => {
    const n = i + 1;
    return {
      _id: `sku_${at2(n)}`,
      spuId: `spu_${at2(n)}`,
      title: p.title,
      spec: p.spec,
      brand: p.brand,
      categoryId: p.categoryId,
      barcode: barcode(n),
      unit: p.unit,
      packSize: p.packSize,
      listPriceFen: p.priceFen,
      costFen: p.costFen,
      ...band(p.costFen, p.priceFen),
      shelfLifeDays: p.shelfLifeDays,
      description: `${p.title}，${p.spec}。${p.shelfLifeDays === null ? '常温保存。' : `保质期 ${p.shelfLifeDays} 天，请按包装说明保存。`}`,
      image: picture(p.categoryId, n),
      images: [],
      tags: p.shelfLifeDays !== null && p.shelfLifeDays <= 7 ? ['鲜'] : [],
      status: 'onSale',
      version: 1,
      updatedAt: now,
    };
  });
  return {
    categories: categories.map((c, sort) => ({ _id: c.id, name: c.name, sort })),
    skus,
    barcodes: skus.map((s) => ({ _id: s.barcode, skuId: s._id })),
  };
}

/** 华东大区 → 浙江省 → 杭州市; all shops of the demo are in the last. */
export const makeRegions = (now: number): RegionDoc[] =>
  (
    [
      ['region_east', '华东大区', null, 'area'],
      ['region_zj', '浙江省', 'region_east', 'province'],
      ['region_hz', '杭州市', 'region_zj', 'city'],
    ] as const
  ).map(([_id, name, parentId, kind], sort) => ({
    _id,
    name,
    parentId,
    kind,
    sort,
    version: 1,
    updatedAt: now,
  }));

export const makeShops = (now: number): StoreDoc[] =>
  shops.map((s, i) => ({
    _id: s.id,
    code: s.code,
    name: s.name,
    type: s.type,
    status: s.status,
    statusReason: s.statusReason ?? '',
    regionId: 'region_hz',
    city: CITY,
    district: s.district,
    address: s.address,
    phone: `0571-8888${String(1001 + i)}`,
    image: shopPicture(i + 1),
    loc: { type: 'Point', coordinates: [s.lng, s.lat] },
    tags: [...s.tags],
    prepMin: 15,
    pickup: true,
    delivery: s.area.radiusM > 0 || s.area.polygon !== null,
    notice: s.notice,
    hours: s.hours,
    area: s.area,
    version: 1,
    createdAt: now,
    updatedAt: now,
  }));

/** Every shop carries most of the catalogue; a few prices are its own, a few goods are on special. */
export function makeListings(
  stores: readonly StoreDoc[],
  skus: readonly SkuDoc[],
  now: number,
  draw: Random,
): ListingDoc[] {
  return stores.flatMap((store) => {
    const own = draw.fork(`listing/${store._id}`);
    return skus.map((sku, sort): ListingDoc => {
      const onShelf = own.chance(0.95);
      const dearer = own.chance(0.08);
      const special = own.chance(0.05);
      const storePrice = Math.min(
        sku.ceilingPriceFen,
        Math.round((sku.listPriceFen * 1.06) / 10) * 10,
      );
      const cut = Math.max(
        sku.floorPriceFen,
        Math.round((sku.listPriceFen * (0.72 + own.next() * 0.16)) / 10) * 10,
      );
      const fresh = sku.shelfLifeDays !== null && sku.shelfLifeDays <= 14;
      return {
        _id: `${store._id}:${sku._id}`,
        storeId: store._id,
        skuId: sku._id,
        onShelf,
        sort,
        storePriceFen: dearer && storePrice > sku.listPriceFen ? storePrice : null,
        special:
          special && cut < sku.listPriceFen
            ? {
                priceFen: cut,
                from: now - 86_400_000,
                until: endOf(addDays(dayOf(now), 2 + own.int(0, 8))),
                reason: fresh ? '临期特惠' : '店内特价',
                cap: own.chance(0.3) ? 20 : null,
              }
            : null,
        updatedAt: now,
      };
    });
  });
}
