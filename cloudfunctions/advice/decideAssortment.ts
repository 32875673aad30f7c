import { decideAssortment } from '#shared/contracts/advice';
import type { AssortmentChoiceDoc, AssortmentLine } from '#shared/model/docs';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { putOnShelf, takeOffShelf } from './shelf/place';

/** One addition in so many is kept back at first, so that the others can be measured against it. */
const HELD_ONE_IN = 5;

/**
 * Takes or declines advice for one shop's shelf, in one transaction: listings change, each decision is
 * remembered. A line kept back is taken when it is accepted once more.
 */
export const main = serve(decideAssortment, async ({ storeId, skuIds, accept, reason }, ctx) => {
  ctx.reach(storeId);
  const skus = await byId(ctx.db, 'skus', skuIds);
  const by = ctx.me.kind === 'staff' ? ctx.me.name : ctx.me.kind;
  return ctx.write(async (tx) => {
    const advice = await tx.get('assortment', storeId);
    if (!advice) return ctx.refuse('NOT_FOUND');
    const wanted = new Set(skuIds);
    const chosen = advice.lines.filter(
      ({ skuId, status }) =>
        wanted.has(skuId) && (status === 'open' || (accept && status === 'held')),
    );
    if (chosen.length === 0) return ctx.refuse('NOTHING_LEFT');
    const ended = new Map<string, AssortmentLine['status']>();
    for (const line of chosen) {
      const { skuId, kind } = line;
      const status = accept ? await take(line) : 'rejected';
      ended.set(skuId, status);
      if (status === 'stale') continue;
      await tx.set('assortmentChoices', {
        _id: `${storeId}:${skuId}`,
        storeId,
        skuId,
        categoryId: skus.get(skuId)?.categoryId ?? '',
        kind,
        decision: status satisfies AssortmentChoiceDoc['decision'],
        expectedPerWeek: line.perWeek,
        reason,
        by,
        at: ctx.now,
      });
    }
    const lines = advice.lines.map((line) => ({
      ...line,
      status: ended.get(line.skuId) ?? line.status,
    }));
    await tx.update('assortment', storeId, { set: { lines } });
    tx.audit({
      target: 'assortment',
      targetId: storeId,
      storeId,
      before: null,
      after: { accept, lines: Object.fromEntries(ended) },
      reason,
    });
    const of = (status: string) => [...ended].filter(([, s]) => s === status).map(([id]) => id);
    return {
      done: of('accepted').length + of('rejected').length,
      held: of('held').length,
      stale: of('stale'),
    };

    async function take(line: AssortmentLine): Promise<'accepted' | 'held' | 'stale'> {
      const { skuId, kind } = line;
      if (kind === 'drop')
        return (await takeOffShelf(tx, storeId, skuId, ctx.now)) ? 'accepted' : 'stale';
      if (skus.get(skuId)?.status !== 'onSale') return 'stale';
      if (line.status === 'open' && keptBack(`${storeId}:${skuId}`)) return 'held';
      return (await putOnShelf(tx, storeId, skuId, ctx.now)) ? 'accepted' : 'stale';
    }
  });
});

/** The same pairs every time: nobody can pick the favourable ones. */
function keptBack(pair: string): boolean {
  let value = 7;
  for (const char of pair) value = (value * 31 + char.charCodeAt(0)) % 1_000_003;
  return value % HELD_ONE_IN === 0;
}
