import { acceptSuggestion } from '#shared/contracts/supply';
import { needIn, safetyFor } from '#shared/domain/outlook';
import { keepOf } from '#shared/domain/transfer/instance';
import type { SuggestionRunDoc } from '#shared/model/docs';
import type { WriteTx } from '../kit/ports';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { outlooksOf, supplyRules } from '../stock/outlooks';
import { reserveTransfer, transferNo } from './reserveTransfer';

type Line = SuggestionRunDoc['lines'][number];

/**
 * Makes transfers of chosen lines, one per lane, all in one transaction. Every donor is looked at again as
 * it stands now: it must still keep its safety stock and its own week; lines it can no longer spare
 * are marked stale and left out.
 */
export const main = serve(acceptSuggestion, async (input, ctx) => {
  const seen = await ctx.db.get('suggestionRuns', input.runId);
  if (!seen) return ctx.refuse('NOT_FOUND');
  const wanted = new Map(input.lines.map(({ lineId, qty }) => [lineId, qty]));
  const chosen = seen.lines.filter(({ lineId }) => wanted.has(lineId));
  if (chosen.some(({ lineId, qty }) => (wanted.get(lineId) ?? 0) > qty)) {
    return ctx.refuse('TOO_MANY');
  }
  const [demand, outlook, rules] = await Promise.all([
    byId(
      ctx.db,
      'demand',
      chosen.map(({ fromStoreId, skuId }) => `${fromStoreId}:${skuId}`),
    ),
    outlooksOf(
      ctx,
      chosen.map(({ fromStoreId }) => fromStoreId),
    ),
    supplyRules(ctx),
  ]);
  /** What the donor may still give, as the transaction sees it. */
  const spare = async (tx: WriteTx, { fromStoreId, skuId }: Line): Promise<number> => {
    const id = `${fromStoreId}:${skuId}`;
    const stock = await tx.get('stock', id);
    if (!stock) return 0;
    const seen = outlook(fromStoreId, skuId, demand.get(id));
    const keep = { safety: safetyFor(stock.safety, seen, rules), need7: needIn(seen, 7) };
    return stock.available - keepOf(keep);
  };

  return ctx.write(async (tx) => {
    const run = await tx.get('suggestionRuns', input.runId);
    if (run?.status !== 'open') return ctx.refuse('NOTHING_LEFT');
    const open = run.lines.filter((line) => line.status === 'open' && wanted.has(line.lineId));
    const stale = new Set<string>();
    const lanes = new Map<string, Pick<Line, 'fromStoreId' | 'toStoreId'> & { lines: Line[] }>();
    // One donor may appear on several lanes: what one line takes the next can no longer have.
    const taken = new Map<string, number>();
    for (const line of open) {
      const donor = `${line.fromStoreId}:${line.skuId}`;
      const qty = wanted.get(line.lineId) ?? 0;
      const used = taken.get(donor) ?? 0;
      if ((await spare(tx, line)) - used < qty) {
        stale.add(line.lineId);
        continue;
      }
      taken.set(donor, used + qty);
      const { fromStoreId, toStoreId } = line;
      const lane = lanes.get(`${fromStoreId}/${toStoreId}`) ?? {
        fromStoreId,
        toStoreId,
        lines: [],
      };
      lane.lines.push({ ...line, qty });
      lanes.set(`${fromStoreId}/${toStoreId}`, lane);
    }
    if (open.length === 0) return ctx.refuse('NOTHING_LEFT');

    const transfers: string[] = [];
    for (const [lane, { fromStoreId, toStoreId, lines }] of lanes) {
      const _id = ctx.derive('tr', input.requestId, lane);
      const lacking = await reserveTransfer(tx, {
        _id,
        no: transferNo(_id, ctx.now),
        fromStoreId,
        toStoreId,
        lines,
        reason: '智能调拨建议',
        distanceM: distanceOf(run, fromStoreId, toStoreId),
        runId: run._id,
        by: ctx.me.id,
        now: ctx.now,
      });
      if (lacking) throw new Error(`${_id}: a donor checked in this transaction lacks goods`);
      transfers.push(_id);
    }
    const lines = run.lines.map((line): Line => {
      if (stale.has(line.lineId)) return { ...line, status: 'stale' };
      const took = open.includes(line);
      return took ? { ...line, status: 'accepted', qty: wanted.get(line.lineId) ?? 0 } : line;
    });
    const status = lines.some((line) => line.status === 'open') ? 'open' : 'done';
    await tx.update('suggestionRuns', run._id, { set: { lines, status } });
    const accepted = open.length - stale.size;
    tx.audit({
      target: 'suggestionRuns',
      targetId: run._id,
      storeId: null,
      before: null,
      after: { accepted, stale: [...stale], transfers },
    });
    return { transfers, accepted, stale: [...stale] };
  });
});

const distanceOf = ({ lanes }: SuggestionRunDoc, from: string, to: string): number =>
  lanes.find((lane) => lane.fromStoreId === from && lane.toStoreId === to)?.distanceM ?? 0;
