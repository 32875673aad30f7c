import type { TransferDoc } from '#shared/model/docs';
import type { Db } from '../kit/ports';
import { byId } from '../kit/readAll';

const STATUS_TEXT: Readonly<Record<TransferDoc['status'], string>> = {
  approved: '待发货',
  shipped: '在途',
  received: '已收货',
  cancelled: '已取消',
};

/** Transfers as people read them. Two reads, whatever their number. */
export async function transferViews(db: Pick<Db, 'getMany'>, transfers: readonly TransferDoc[]) {
  const [skus, stores] = await Promise.all([
    byId(
      db,
      'skus',
      transfers.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)),
    ),
    byId(
      db,
      'stores',
      transfers.flatMap(({ fromStoreId, toStoreId }) => [fromStoreId, toStoreId]),
    ),
  ]);
  const nameOf = (storeId: string) => stores.get(storeId)?.name ?? '';
  return transfers.map((doc) => {
    const { _id, lines, steps: _steps, runId: _runId, ...rest } = doc;
    return {
      ...rest,
      transferId: _id,
      fromName: nameOf(doc.fromStoreId),
      toName: nameOf(doc.toStoreId),
      statusText: STATUS_TEXT[doc.status],
      pieces: lines.reduce((n, line) => n + piecesOf(doc.status, line), 0),
      lines: lines.map((line) => {
        const sku = skus.get(line.skuId);
        const { title = '（商品已删除）', spec = '', barcode = '' } = sku ?? {};
        return { ...line, title, spec, barcode };
      }),
    };
  });
}

/** Pieces a transfer stands for: what was approved until it left, then what left. */
export const piecesOf = (
  status: TransferDoc['status'],
  line: Pick<TransferDoc['lines'][number], 'approved' | 'shipped'>,
): number => (status === 'shipped' || status === 'received' ? line.shipped : line.approved);

/** The view of one transfer; throws when it does not exist. */
export async function transferView(db: Pick<Db, 'getMany'>, transfer: TransferDoc) {
  const [view] = await transferViews(db, [transfer]);
  if (!view) throw new Error(`no view of ${transfer._id}`);
  return view;
}
