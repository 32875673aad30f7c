import { listStockDocs } from '#shared/contracts/stock';
import { KIND_TEXT } from '#shared/domain/stock';
import { lt } from '../kit/conditions';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';

const PAGE = 30;
const SIGNERS = new Set<string>(['storeManager', 'hqOwner', 'hqSupply', 'regionManager']);

/** Documents of a shop, newest first; or those that wait for a second person. */
export const main = serve(listStockDocs, async ({ storeId, waiting, cursor }, ctx) => {
  const found = await ctx.db.find(
    'stockDocs',
    {
      storeId,
      ...(waiting ? { state: 'waiting' } : {}),
      ...(cursor === undefined ? {} : { at: lt(Number(cursor) || 0) }),
    },
    { sort: { at: -1, _id: -1 }, limit: PAGE + 1 },
  );
  const shown = found.slice(0, PAGE);
  const [skus, staff] = await Promise.all([
    byId(
      ctx.db,
      'skus',
      shown.flatMap(({ lines }) => lines.map(({ skuId }) => skuId)),
    ),
    byId(
      ctx.db,
      'staff',
      shown.map(({ by }) => by),
    ),
  ]);
  const { me } = ctx;
  const signer = me.kind === 'staff' && me.roles.some((role) => SIGNERS.has(role));
  const last = shown.at(-1);
  return {
    items: shown.map((doc) => ({
      docId: doc._id,
      no: doc.no,
      storeId: doc.storeId,
      kind: doc.kind,
      kindText: KIND_TEXT[doc.kind],
      state: doc.state ?? 'booked',
      reason: doc.reason,
      by: doc.byName ?? staff.get(doc.by)?.name ?? '',
      at: doc.at,
      valueFen: doc.valueFen ?? 0,
      decided: doc.decided
        ? { name: doc.decided.name, at: doc.decided.at, note: doc.decided.note }
        : null,
      maySign: doc.state === 'waiting' && signer && doc.by !== me.id,
      lines: doc.lines.map(({ skuId, qty, before, after, day = '' }) => ({
        skuId,
        title: skus.get(skuId)?.title ?? '（商品已删除）',
        spec: skus.get(skuId)?.spec ?? '',
        qty,
        before,
        after,
        day,
      })),
    })),
    ...(found.length > PAGE && last ? { next: String(last.at) } : {}),
  };
});
