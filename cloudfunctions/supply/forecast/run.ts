import type { Ctx } from '../../kit/ports';
import { endLease, keepCursor, takeLease } from '../../stock/lease';
import { nextShops, readGoods } from './block';
import { keptModel } from './keep';
import { forecastShops } from './night';

const JOB = 'forecastDemand';
/** Shops at once: some 4,000 series and 100 MB in a chain of small shops. */
const BLOCK = 20;
/** A block takes well below this. */
const RESERVE_MS = 12_000;

export interface NightResult {
  readonly stores: number;
  readonly series: number;
  readonly checked: number;
  readonly msPerSeries: number;
  readonly more: boolean;
}

/** Forecasts on from the cursor until all shops are done or the time is up. `again`: even if all are done. */
export async function runNight(
  ctx: Pick<Ctx, 'db' | 'now' | 'left'>,
  day: string,
  { again }: { again: boolean },
): Promise<NightResult> {
  const done = { stores: 0, series: 0, checked: 0 };
  let ms = 0;
  const result = (more: boolean): NightResult => ({
    ...done,
    msPerSeries: Math.round((100 * ms) / Math.max(1, done.series)) / 100,
    more,
  });
  const lease = await takeLease(ctx, JOB);
  if (!lease) return result(true);
  const model = await keptModel(ctx);
  // `{day}/{model}/{city}/{shop}`; `{day}/{model}` once all shops are done.
  const name = `${day}|${model?.trainedUntil ?? 0}`;
  if (!again && lease.cursor === name) {
    await endLease(ctx, JOB, name, JSON.stringify(result(false)));
    return result(false);
  }
  const goods = await readGoods(ctx);
  const started = ctx.left();
  const clock = (): number => started - ctx.left();
  let at = lease.cursor.startsWith(`${name}|`) ? lease.cursor.slice(name.length + 1) : '';
  for (;;) {
    const shops = await nextShops(ctx, at, BLOCK);
    const last = shops.at(-1);
    if (!last) break;
    if (done.stores > 0 && ctx.left() < RESERVE_MS) {
      await endLease(ctx, JOB, `${name}|${at}`, JSON.stringify(result(true)));
      return result(true);
    }
    const counted = await forecastShops(ctx, shops, goods, model, day, clock);
    done.stores += counted.stores;
    done.series += counted.series;
    done.checked += counted.checked;
    ms += counted.ms;
    at = `${last.city}/${last._id}`;
    await keepCursor(ctx, JOB, `${name}|${at}`);
  }
  await endLease(ctx, JOB, name, JSON.stringify(result(false)));
  return result(false);
}
