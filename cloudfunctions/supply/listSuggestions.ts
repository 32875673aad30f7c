import { listSuggestions } from '#shared/contracts/supply';
import type { SuggestionRunDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';

/** One run (the latest by default), the runs before it, and the shops for the map. */
export const main = serve(listSuggestions, async ({ runId }, ctx) => {
  const [runs, stores, asked] = await Promise.all([
    ctx.db.find('suggestionRuns', {}, { sort: { at: -1 }, limit: 14 }),
    readAll(ctx.db, 'stores', {}, { only: ['name', 'loc'] }),
    runId ? ctx.db.get('suggestionRuns', runId) : undefined,
  ]);
  if (runId && !asked) return ctx.refuse('NOT_FOUND');
  const run = asked ?? runs[0];
  const names = new Map(stores.map(({ _id, name }) => [_id, name]));
  return {
    run: run ? await runView(ctx, run, (id) => names.get(id) ?? '') : null,
    runs: runs.map((r) => ({
      runId: r._id,
      at: r.at,
      lines: r.lines.length,
      valueFen: r.gainFen - r.costFen,
    })),
    stores: stores
      .filter(({ _id }) => ctx.stores === 'all' || ctx.stores.includes(_id))
      .map(({ _id, name, loc }) => ({
        storeId: _id,
        name,
        lng: loc.coordinates[0],
        lat: loc.coordinates[1],
      })),
  };
});

async function runView(
  { db, stores }: Pick<Ctx, 'db' | 'stores'>,
  run: SuggestionRunDoc,
  nameOf: (storeId: string) => string,
) {
  const mine = ({ fromStoreId, toStoreId }: { fromStoreId: string; toStoreId: string }) =>
    stores === 'all' || stores.includes(fromStoreId) || stores.includes(toStoreId);
  const lines = run.lines.filter(mine);
  const skus = await byId(
    db,
    'skus',
    lines.map(({ skuId }) => skuId),
  );
  const distance = new Map(run.lanes.map((l) => [`${l.fromStoreId}/${l.toStoreId}`, l.distanceM]));
  const { at, status, gainFen, costFen, greedyFen, boundFen } = run;
  return {
    runId: run._id,
    at,
    status,
    lines: lines.map((line) => ({
      ...line,
      fromName: nameOf(line.fromStoreId),
      toName: nameOf(line.toStoreId),
      title: skus.get(line.skuId)?.title ?? '（商品已删除）',
      spec: skus.get(line.skuId)?.spec ?? '',
      distanceM: distance.get(`${line.fromStoreId}/${line.toStoreId}`) ?? 0,
    })),
    lanes: run.lanes.filter(mine),
    gainFen,
    costFen,
    valueFen: gainFen - costFen,
    greedyFen,
    boundFen,
  };
}
