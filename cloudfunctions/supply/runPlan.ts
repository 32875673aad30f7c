import { explain } from '#shared/domain/transfer/explain';
import { instanceOf, laneCost } from '#shared/domain/transfer/instance';
import { suggestInSlices } from '#shared/domain/transfer/suggest';
import { DEFAULT_BUDGET } from '#shared/domain/transfer/model';
import type { ProvenPlan, TransferInstance } from '#shared/domain/transfer/model';
import type { SuggestionRunDoc } from '#shared/model/docs';
import { lt } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readFacts } from './facts';
import type { Facts } from './facts';

/** Longest search, and the share of what is left of the call: reading and writing need theirs. */
const SEARCH_MS = 25_000;
const SEARCH_SHARE = 0.5;

/** What both the timer and the button answer. */
export interface RunResult {
  readonly runId: string;
  readonly lines: number;
  readonly gainFen: number;
  readonly costFen: number;
}

/** Works out the best transfers of this moment and keeps them as a run; older runs are closed. */
export async function runPlan(
  ctx: Pick<Ctx, 'db' | 'now' | 'log' | 'left' | 'cached'>,
  runId: string,
): Promise<{ run: SuggestionRunDoc; made: boolean }> {
  const facts = await readFacts(ctx);
  const instance = instanceOf(facts.cells, facts.pairs);
  const plan = await solve(instance, ctx.left);
  ctx.log({ searchNodes: plan.nodes });
  const run = runOf(facts, instance, plan, runId, ctx.now);

  const made = await ctx.db.insert('suggestionRuns', run);
  // Two plans must not offer the same pieces: what was open before is closed with this one.
  await ctx.db.updateWhere(
    'suggestionRuns',
    { status: 'open', at: lt(ctx.now) },
    { set: { status: 'done' } },
  );
  return { run, made };
}

export const resultOf = ({ _id, lines, gainFen, costFen }: SuggestionRunDoc): RunResult => ({
  runId: _id,
  lines: lines.length,
  gainFen,
  costFen,
});

/** In slices: other calls of the instance, and the call's own deadline, get their turn. */
async function solve(instance: TransferInstance, left: () => number): Promise<ProvenPlan> {
  const from = left();
  const allowed = Math.min(SEARCH_MS, from * SEARCH_SHARE);
  const steps = suggestInSlices(instance, {
    ...DEFAULT_BUDGET,
    enough: (share) => from - left() > allowed * share,
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function runOf(
  { stores, skus, cells, pairs }: Facts,
  instance: TransferInstance,
  plan: ProvenPlan,
  _id: string,
  at: number,
): SuggestionRunDoc {
  const cellAt = new Map(cells.map((cell) => [`${cell.store}/${cell.sku}`, cell]));
  const distanceOf = new Map(pairs.map((pair) => [`${pair.from}/${pair.to}`, pair.distanceM]));
  const lines: SuggestionRunDoc['lines'] = [];
  const lanes = new Map<string, SuggestionRunDoc['lanes'][number]>();
  for (const flow of plan.flows) {
    const lane = instance.lanes[flow.lane];
    const from = lane && stores[lane.from];
    const to = lane && stores[lane.to];
    const sku = skus[flow.sku];
    const donor = cellAt.get(`${lane?.from}/${flow.sku}`);
    const receiver = cellAt.get(`${lane?.to}/${flow.sku}`);
    if (!lane || !from || !to || !sku || !donor || !receiver) continue;
    const qty = flow.packs * donor.packSize;
    const distanceM = distanceOf.get(`${lane.from}/${lane.to}`) ?? 0;
    const key = { fromStoreId: from._id, toStoreId: to._id };
    lanes.set(`${lane.from}/${lane.to}`, { ...key, distanceM, costFen: laneCost(distanceM) });
    lines.push({
      lineId: `l${lines.length + 1}`,
      ...key,
      skuId: sku._id,
      qty,
      gainFen: flow.gainFen,
      explain: explain({
        qty,
        gainFen: flow.gainFen,
        distanceM,
        unit: '件',
        from: { name: from.name, available: donor.available, perDay: donor.perDay },
        to: {
          name: to.name,
          available: receiver.available,
          coming: receiver.coming,
          perDay: receiver.perDay,
        },
      }),
      status: 'open',
    });
  }
  const { gainFen, costFen, greedyFen, boundFen } = plan;
  const status = lines.length > 0 ? 'open' : 'done';
  return {
    _id,
    at,
    status,
    lines,
    lanes: [...lanes.values()],
    gainFen,
    costFen,
    greedyFen,
    boundFen,
  };
}
