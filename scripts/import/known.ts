import type { Database } from '../lib/seeding';
import type { Known } from './chain';

const PAGE = 1_000;

/** Every document of a collection, page by page in the order of ids. */
async function all<T extends { _id: string }>(db: Database, name: string): Promise<T[]> {
  const found: T[] = [];
  for (;;) {
    const after = found.at(-1)?._id ?? '';
    const { data } = (await db
      .collection(name)
      .where({ _id: db.command.gt(after) })
      .orderBy('_id', 'asc')
      .limit(PAGE)
      .get()) as { data: T[] };
    found.push(...data);
    if (data.length < PAGE) return found;
  }
}

/** What new rows may refer to. */
export async function readKnown(db: Database): Promise<Known> {
  const [stores, skus, categories] = await Promise.all([
    all<{ _id: string; code: string }>(db, 'stores'),
    all<{ _id: string; barcode: string; listPriceFen: number; costFen: number }>(db, 'skus'),
    all<{ _id: string; name: string }>(db, 'categories'),
  ]);
  return {
    stores: new Map(stores.map((s) => [s.code, s._id])),
    products: new Map(
      skus.map((s) => [
        s.barcode,
        { skuId: s._id, listPriceFen: s.listPriceFen, costFen: s.costFen },
      ]),
    ),
    categories: new Map(categories.map((c) => [c.name, c._id])),
  };
}
