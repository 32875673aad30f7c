import { modelText } from '#shared/domain/forecast/model';
import type { ForecastModel } from '#shared/domain/forecast/model';
import { epochDay } from '#shared/domain/forecast/series';
import type { Series } from '#shared/domain/forecast/series';
import { train } from '#shared/domain/forecast/train';
import type { Progress } from '#shared/domain/forecast/train';
import type { Tree } from '#shared/domain/forecast/tree';
import type { Ctx } from '../../kit/ports';
import { readAll } from '../../kit/readAll';
import { oneOf } from '../../kit/conditions';
import { calendar, readBlock, readGoods } from './block';
import type { Shop } from './block';
import { forget, keepText, keptModel, keptText } from './keep';

/** Rows learnt from: half of what the command takes, so that 256 MB hold them; see docs/supply-report.md. */
const MAX_ROWS = 150_000;
/** Series read: whole shops, evenly drawn from a larger chain. */
const MAX_SERIES = 6_000;
/** Left for the ranges and for writing. */
const RESERVE_MS = 14_000;
/** A training that lay longer is begun anew. */
const STALE_DAYS = 3;

export interface Trained {
  readonly until: string;
  readonly trees: number;
  readonly of: number;
  readonly rows: number;
  readonly trained: boolean;
  readonly more: boolean;
}
interface Saved {
  readonly until: string;
  readonly grown: readonly (readonly Tree[])[];
}

/**
 * Trains on as long as the call has time. What is grown by then is kept, and the next call goes on from it with the same
 * series up to the same day: the model is the same as if it had been trained at once.
 */
export async function trainOn(
  ctx: Pick<Ctx, 'db' | 'now' | 'left'>,
  day: string,
  { again }: { again: boolean },
): Promise<Trained> {
  const kept = await keptText(ctx, 'training');
  const fresh = kept && epochDay(kept.head.until) >= epochDay(day) - STALE_DAYS;
  const saved = fresh ? (JSON.parse(kept.text) as Saved) : undefined;
  const until = saved?.until ?? day;
  const model = again ? undefined : await keptModel(ctx);
  if (!saved && model && model.trainedUntil >= epochDay(day) - 2)
    return { until, trees: 0, of: 0, rows: model.trainedOn.rows, trained: false, more: false };

  const series = await readChain(ctx, until);
  const steps = train(series, calendar, {
    until: epochDay(until),
    maxRows: MAX_ROWS,
    ...(saved ? { grown: saved.grown } : {}),
  });
  let seen: Progress | undefined;
  for (;;) {
    const step = steps.next();
    if (step.done) return keepModel(ctx, step.value, until);
    seen = step.value;
    if (seen.grown && ctx.left() < RESERVE_MS) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { done: trees = 0, of = 0, grown = [] } = seen ?? {};
  const head = { version: `${until}:${trees}:${ctx.now}`, until, rows: 0, at: ctx.now };
  await keepText(ctx, 'training', JSON.stringify({ until, grown } satisfies Saved), head);
  return { until, trees, of, rows: 0, trained: false, more: true };
}

async function keepModel(
  ctx: Pick<Ctx, 'db' | 'now'>,
  model: ForecastModel,
  until: string,
): Promise<Trained> {
  const { rows } = model.trainedOn;
  const head = { version: `${until}:${ctx.now}`, until, rows, at: ctx.now };
  await keepText(ctx, 'model', modelText(model), head);
  await forget(ctx, 'training');
  const trees = model.forest.trees.length;
  return { until, trees, of: trees, rows, trained: true, more: false };
}

/** All shops, or every second, third … of a chain with more series than a call can hold. */
async function readChain(ctx: Pick<Ctx, 'db'>, upTo: string): Promise<Series[]> {
  const [stores, total, goods] = await Promise.all([
    readAll(
      ctx.db,
      'stores',
      { status: oneOf(['open', 'paused']) },
      { only: ['name', 'city', 'hours'] },
    ),
    ctx.db.count('demand', {}),
    readGoods(ctx),
  ]);
  const every = Math.max(1, Math.ceil(total / MAX_SERIES));
  const drawn: Shop[] = stores.filter((_, i) => i % every === 0);
  const series: Series[] = [];
  for (const shop of drawn) {
    const block = await readBlock(ctx, [shop], goods, { upTo, all: true });
    series.push(...block.series);
  }
  return series;
}
