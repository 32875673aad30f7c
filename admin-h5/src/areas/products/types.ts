import type { Calls } from '#shared/contracts/index';
import type { In, Out } from '#shared/contracts/kit';

export type Product = Out<Calls['listProducts']>['items'][number];
export type ProductForm = In<Calls['saveProduct']>['form'];
export type Listing = Out<Calls['listListings']>['items'][number];
export type Special = NonNullable<Listing['special']>;
export const PRODUCT_STATUSES = ['onSale', 'offSale'] as const;

export const formOf = (p: Product): ProductForm => ({
  title: p.title,
  spec: p.spec,
  brand: p.brand,
  categoryId: p.categoryId,
  barcode: p.barcode,
  unit: p.unit,
  packSize: p.packSize,
  listPriceFen: p.listPriceFen,
  costFen: p.costFen,
  floorPriceFen: p.floorPriceFen,
  ceilingPriceFen: p.ceilingPriceFen,
  shelfLifeDays: p.shelfLifeDays,
  description: p.description,
  image: p.image,
  tags: [...p.tags],
});

export const blankForm = (): ProductForm => ({
  title: '',
  spec: '',
  brand: '',
  categoryId: '',
  barcode: '',
  unit: '件',
  packSize: 1,
  listPriceFen: 0,
  costFen: 0,
  floorPriceFen: 0,
  ceilingPriceFen: 0,
  shelfLifeDays: null,
  description: '',
  image: '',
  tags: [],
});
