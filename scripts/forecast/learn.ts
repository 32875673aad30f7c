import type { ForecastModel } from '#shared/domain/forecast/model';
import { train } from '#shared/domain/forecast/train';
import type { Progress, TrainOptions } from '#shared/domain/forecast/train';
import type { Calendar, Series } from '#shared/domain/forecast/series';

export interface Learnt {
  readonly model: ForecastModel;
  readonly cpuSeconds: number;
}
const NAMES: Record<Progress['stage'], string> = {
  rows: '整理历史',
  trees: '学习',
  ranges: '测量误差范围',
};
const EVERY_MS = 2_000;

/** Trains with progress on the error stream every two seconds. */
export function learn(
  series: readonly Series[],
  calendar: Calendar,
  options: TrainOptions,
): Learnt {
  const before = process.cpuUsage();
  const training = train(series, calendar, options);
  let told = performance.now();
  let step = training.next();
  for (; !step.done; step = training.next()) {
    if (performance.now() - told < EVERY_MS) continue;
    told = performance.now();
    const { stage, done, of } = step.value;
    process.stderr.write(`${NAMES[stage]} ${done} / ${of}\n`);
  }
  const { user, system } = process.cpuUsage(before);
  return { model: step.value, cpuSeconds: (user + system) / 1e6 };
}
