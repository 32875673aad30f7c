import type { Component } from '#shared/domain/bundle';

export interface CategoryDoc {
  _id: string;
  name: string;
  sort: number;
}

export interface SkuDoc {
  _id: string;
  spuId: string;
  title: string;
  spec: string;
  brand: string;
  categoryId: string;
  barcode: string;
  unit: string;
  packSize: number;
  listPriceFen: number;
  costFen: number;
  floorPriceFen: number;
  ceilingPriceFen: number;
  shelfLifeDays: number | null;
  /** Goods weighed in: grams of one piece sold; absent or null: counted. */
  pieceGrams?: number | null;
  /** Least age of the buyer, years; asked at checkout and at the hand-over. Absent or null: anybody. */
  ageLimit?: number | null;
  description: string;
  image: string;
  images: string[];
  tags: string[];
  /** Of a gift box: what is in it. A box has no stock of its own. */
  components?: Component[];
  status: 'onSale' | 'offSale';
  version: number;
  updatedAt: number;
}

/** `_id` = barcode: two products never share one. */
export interface BarcodeDoc {
  _id: string;
  skuId: string;
}

export interface Special {
  priceFen: number;
  from: number;
  until: number;
  reason: string;
  /** Pieces at this price; null without limit. */
  cap: number | null;
}

/** `_id` = `{storeId}:{skuId}`: what a shop sells and at which price. */
export interface ListingDoc {
  _id: string;
  storeId: string;
  skuId: string;
  onShelf: boolean;
  sort: number;
  storePriceFen: number | null;
  special: Special | null;
  /** Where it stands in this shop (货架号), for picking and counting; absent: not said. */
  shelf?: string;
  /** `storePriceFen` is a price proposal's; `baseFen`: what it was before the first of them. */
  advised?: { baseFen: number | null } | null;
  updatedAt: number;
}

export interface PriceChangeDoc {
  _id: string;
  skuId: string;
  storeId: string | null;
  kind: 'list' | 'store' | 'special';
  fromFen: number | null;
  toFen: number | null;
  by: string;
  at: number;
}
