import { decideStockDoc } from '#shared/contracts/stock';
import { KIND_TEXT } from '#shared/domain/stock';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { bookLine, type Book } from './book';
import { nameOf } from './count/change';

/** The second person: books a waiting document as things stand now, or refuses it. */
export const main = serve(decideStockDoc, async (input, ctx) => {
  const { storeId, docId, approve, note } = input;
  const found = await ctx.db.get('stockDocs', docId);
  if (found?.storeId !== storeId) return ctx.refuse('NOT_FOUND');
  const skuIds = found.lines.map(({ skuId }) => skuId);
  const ids = skuIds.map((skuId) => `${storeId}:${skuId}`);
  const [skus, listings] = await Promise.all([
    byId(ctx.db, 'skus', skuIds),
    byId(ctx.db, 'listings', ids),
  ]);
  const { kind } = found;
  const book: Book = { docId, storeId, kind, skus, listed: new Set(listings.keys()) };
  return ctx.write(async (tx) => {
    const doc = await tx.get('stockDocs', docId);
    if (doc?.state !== 'waiting') return ctx.refuse('DECIDED');
    if (doc.by === ctx.me.id) return ctx.refuse('SECOND_PERSON');
    const lines = [];
    if (approve) for (const line of doc.lines) lines.push(await bookLine(tx, ctx, book, line));
    const state = approve ? ('booked' as const) : ('refused' as const);
    await tx.update('stockDocs', docId, {
      set: {
        state,
        decided: { by: ctx.me.id, name: nameOf(ctx), at: ctx.now, note },
        ...(approve ? { lines } : {}),
      },
    });
    tx.audit({
      target: 'stockDocs',
      targetId: docId,
      storeId,
      before: { state: doc.state },
      after: { state },
      reason: `${KIND_TEXT[kind]}${approve ? '审批通过' : '审批不通过'}${note === '' ? '' : `：${note}`}`,
    });
    return { state };
  });
});
