import type { SkuDoc, SupplierDoc, SupplierSkuDoc } from '#shared/model/docs';

/** Who sells what to the chain, by category; lead time in days, weekdays of delivery (Sunday 0), yuan. */
const SUPPLIERS = [
  {
    id: 'sup_fresh',
    name: '钱塘生鲜供应链',
    days: 1,
    on: [],
    min: 300,
    week: 60_000,
    of: ['fruit', 'veg'],
  },
  {
    id: 'sup_cold',
    name: '江南冷链乳品',
    days: 1,
    on: [1, 3, 5],
    min: 500,
    week: 60_000,
    of: ['dairy', 'frozen'],
  },
  {
    id: 'sup_bake',
    name: '良渚烘焙与即食工坊',
    days: 1,
    on: [],
    min: 200,
    week: 50_000,
    of: ['bakery', 'ready'],
  },
  {
    id: 'sup_drink',
    name: '华东饮料酒水总代理',
    days: 3,
    on: [2, 4],
    min: 1_000,
    week: 80_000,
    of: ['drink', 'alcohol'],
  },
  {
    id: 'sup_dry',
    name: '杭粮食品批发',
    days: 2,
    on: [1, 4],
    min: 800,
    week: 80_000,
    of: ['snack', 'noodle', 'staple', 'sauce'],
  },
  {
    id: 'sup_home',
    name: '宁波日化百货',
    days: 4,
    on: [3],
    min: 1_000,
    week: null,
    of: ['paper', 'care', 'baby'],
  },
] as const;

/** Suppliers and their terms: cases of the product, two cases at least, four per cent less from ten cases on. */
export function makeSuppliers(
  skus: readonly SkuDoc[],
  now: number,
): { suppliers: SupplierDoc[]; supplierSkus: SupplierSkuDoc[] } {
  const suppliers = SUPPLIERS.map(({ id, name, days, on, min, week }): SupplierDoc => ({
    _id: id,
    name,
    leadDays: days,
    weekdays: [...on],
    minOrderFen: min * 100,
    weekBudgetFen: week === null ? null : week * 100,
    status: 'active',
    version: 1,
    updatedAt: now,
  }));
  const supplierSkus = skus.flatMap((sku): SupplierSkuDoc[] => {
    const supplier = SUPPLIERS.find(({ of }) => of.some((id) => id === sku.categoryId));
    if (!supplier || sku.components) return [];
    const pack = Math.max(1, sku.packSize);
    return [
      {
        _id: sku._id,
        supplierId: supplier.id,
        pack,
        moq: 2 * pack,
        tiers: [
          { from: 1, priceFen: sku.costFen },
          { from: 10 * pack, priceFen: Math.round(sku.costFen * 0.96) },
        ],
        updatedAt: now,
      },
    ];
  });
  return { suppliers, supplierSkus };
}
