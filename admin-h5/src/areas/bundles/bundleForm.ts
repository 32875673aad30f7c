import { blankForm, type ProductForm } from '../products/types';
import { inStoreCode, type Bundle, type Part } from './types';

export interface BundleForm {
  product: ProductForm;
  status: 'onSale' | 'offSale';
  parts: Part[];
}

export function formOf(bundle: Bundle | null): BundleForm {
  if (!bundle)
    return {
      product: { ...blankForm(), unit: '盒', tags: ['礼盒'], barcode: inStoreCode() },
      status: 'onSale',
      parts: [],
    };
  const { title, spec, brand, categoryId, barcode, unit, packSize, listPriceFen, costFen } = bundle;
  const { floorPriceFen, ceilingPriceFen, shelfLifeDays, description, image, tags } = bundle;
  return {
    product: {
      title,
      spec,
      brand,
      categoryId,
      barcode,
      unit,
      packSize,
      listPriceFen,
      costFen,
      floorPriceFen,
      ceilingPriceFen,
      shelfLifeDays,
      description,
      image,
      tags: [...tags],
    },
    status: bundle.status,
    parts: bundle.parts.map(({ skuId, qty }) => ({ skuId, qty })),
  };
}

/** The price band of a box follows from its parts: never below cost unless its price is, never above apart. */
export function withBand(
  product: ProductForm,
  { separateFen, costFen }: { separateFen: number; costFen: number },
): ProductForm {
  const price = product.listPriceFen;
  return {
    ...product,
    costFen,
    floorPriceFen: Math.min(price, costFen),
    ceilingPriceFen: Math.max(price, separateFen),
  };
}
