import { requestStock } from '#shared/contracts/supply';
import { dayOf } from '#shared/domain/time';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { mergeLines } from './reserveTransfer';

/** `YH261122` and the last characters of the request's own id. */
export const requestNo = (id: string, now: number): string =>
  `YH${dayOf(now).slice(2).replaceAll('-', '')}${id.slice(-6).toUpperCase()}`;

/** A shop asks for goods, from scratch or out of the nightly draft; the draft becomes the request. */
export const main = serve(requestStock, async (input, ctx) => {
  const { storeId } = input;
  const lines = mergeLines(input.lines);
  const listings = await byId(
    ctx.db,
    'listings',
    lines.map(({ skuId }) => `${storeId}:${skuId}`),
  );
  const foreign = lines.find(({ skuId }) => !listings.has(`${storeId}:${skuId}`));
  if (foreign) return ctx.refuse('NOT_SOLD_HERE', { detail: { skuId: foreign.skuId } });

  const _id = input.replenishId ?? ctx.newId('rp');
  return ctx.write(async (tx) => {
    const draft = input.replenishId ? await tx.get('replenishes', _id) : undefined;
    if (input.replenishId && draft?.storeId !== storeId) return ctx.refuse('NOT_FOUND');
    if (draft && draft.status !== 'draft') return ctx.refuse('WRONG_STATE');
    const why = new Map(draft?.lines.map((line) => [line.skuId, line.why]));
    const no = draft?.no ?? requestNo(_id, ctx.now);
    await tx.set('replenishes', {
      _id,
      no,
      storeId,
      source: draft?.source ?? 'manual',
      status: 'submitted',
      lines: lines.map((line) => ({ ...line, approved: null, why: why.get(line.skuId) ?? '' })),
      note: input.note,
      transferId: null,
      createdAt: draft?.createdAt ?? ctx.now,
      updatedAt: ctx.now,
    });
    tx.audit({
      target: 'replenishes',
      targetId: _id,
      storeId,
      before: draft ? { status: draft.status } : null,
      after: { status: 'submitted', lines },
      reason: input.note,
    });
    return { replenishId: _id, requestNo: no };
  });
});
