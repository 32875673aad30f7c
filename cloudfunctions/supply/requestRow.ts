import type { ReplenishDoc } from '#shared/model/docs';
import type { Db } from '../kit/ports';
import { byId } from '../kit/readAll';

const STATUS_TEXT: Readonly<Record<ReplenishDoc['status'], string>> = {
  draft: '草稿',
  submitted: '待审批',
  approved: '已批准',
  rejected: '已驳回',
};

/** Requests (要货单) as people read them. Two reads, whatever their number. */
export async function requestRows(db: Pick<Db, 'getMany'>, docs: readonly ReplenishDoc[]) {
  const [skus, stores] = await Promise.all([
    byId(
      db,
      'skus',
      docs.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)),
    ),
    byId(
      db,
      'stores',
      docs.map(({ storeId }) => storeId),
    ),
  ]);
  return docs.map((doc) => ({
    requestNo: doc.no,
    replenishId: doc._id,
    storeId: doc.storeId,
    storeName: stores.get(doc.storeId)?.name ?? '',
    source: doc.source,
    status: doc.status,
    statusText: STATUS_TEXT[doc.status],
    lines: doc.lines.map((line) => ({
      ...line,
      title: skus.get(line.skuId)?.title ?? '（商品已删除）',
      spec: skus.get(line.skuId)?.spec ?? '',
    })),
    note: doc.note,
    createdAt: doc.createdAt,
  }));
}
