import { writeFileSync } from 'node:fs';
import { modelText } from '#shared/domain/forecast/model';
import type { ForecastModel } from '#shared/domain/forecast/model';
import { NEWCOMER_DAYS } from '#shared/domain/forecast/newcomer';
import { eveningOf, forecastSeries } from '#shared/domain/forecast/predict';
import { scorer } from '#shared/domain/forecast/score';
import type { Score } from '#shared/domain/forecast/score';
import { dayText, HORIZON } from '#shared/domain/forecast/series';
import type { Calendar, Series } from '#shared/domain/forecast/series';
import { forecastsAt, lastDay, originsOf } from './backtest';
import { readCalendar } from './calendars';
import type { Flags } from './flags';
import { learn } from './learn';
import { bare, PLAIN } from './plain';
import { scoreTable } from './report';
import { readSales } from './sales';
import { tableAt } from './tables';

/** Reads, checks against the past where asked, learns from everything, writes the coming days. */
export async function run(flags: Flags): Promise<void> {
  const dates = readCalendar(flags.calendar);
  const series = readSales(flags.sales, dates, flags.prices);
  const last = lastDay(series);
  process.stderr.write(`${series.length} 个门店商品，历史到 ${dayText(last)}\n`);
  const base = flags.out.replace(/\.csv(\.gz)?$/, '');
  if (flags.backtest > 0) {
    const report = await check(flags, series, dates.calendar, `${base}.backtest.csv.gz`);
    writeFileSync(`${base}.report.json`, `${JSON.stringify(report, undefined, 2)}\n`);
    console.log(scoreTable(report.scores));
  }
  const { model, cpuSeconds } = learn(series, dates.calendar, { until: last });
  writeFileSync(`${base}.model.json`, modelText(model));
  const { ms, from } = await coming(flags, series, dates.calendar, model, last, base);
  console.log(
    `${flags.out}：${series.length} 个序列，${from} 起 ${flags.horizon} 天；` +
      `学习 ${cpuSeconds.toFixed(1)} CPU 秒（${model.trainedOn.rows} 行），` +
      `预测每个序列 ${(ms / series.length).toFixed(2)} 毫秒`,
  );
}

async function coming(
  flags: Flags,
  series: readonly Series[],
  calendar: Calendar,
  model: ForecastModel,
  last: number,
  base: string,
) {
  const started = performance.now();
  const scene = eveningOf(model, series, calendar, last);
  const days = tableAt(flags.out, [
    'store',
    'item',
    'date',
    'expected',
    'p50',
    'lo',
    'hi',
    'method',
  ]);
  const weeks = tableAt(`${base}.weeks.csv`, ['store', 'item', 'from', 'expected', 'lo', 'hi']);
  for (const s of series) {
    const f = forecastSeries(model, scene, s);
    for (let j = 0; j < flags.horizon; j += 1)
      await days.write([
        s.store,
        s.item,
        dayText(f.from + j),
        f.daily[j] ?? 0,
        f.p50[j] ?? 0,
        f.lo[j] ?? 0,
        f.hi[j] ?? 0,
        f.method,
      ]);
    await weeks.write([s.store, s.item, dayText(f.from), f.week.expected, f.week.lo, f.week.hi]);
  }
  await days.close();
  await weeks.close();
  return { ms: performance.now() - started, from: dayText(last + 1) };
}

interface Report {
  readonly scores: Record<string, Score>;
  readonly byWeek: Record<string, Score>;
  readonly learnt: { readonly until: string; readonly rows: number; readonly cpuSeconds: number };
  readonly msPerSeries: number;
}

/** Learns from what was known before the first of the weeks, then forecasts week after week. */
async function check(
  flags: Flags,
  series: readonly Series[],
  calendar: Calendar,
  file: string,
): Promise<Report> {
  const origins = originsOf(lastDay(series), flags.backtest, flags.apart);
  const until = origins.at(-1) ?? lastDay(series);
  const earliest = series.reduce((least, s) => Math.min(least, s.first), Infinity);
  if (until - earliest < NEWCOMER_DAYS + 2 * HORIZON)
    throw new Error('检验的周数太多：第一周之前至少要有六周历史');
  let { model, cpuSeconds } = learn(series, calendar, { until });
  const all = { liandian: scorer(), snaive: scorer(), holtWinters: scorer() };
  const byWeek: Record<string, Score> = {};
  const table = tableAt(file, ['origin', 'store', 'item', 'date', 'sold', 'expected', 'lo', 'hi']);
  let ms = 0;
  for (const origin of origins) {
    const week = scorer();
    if (flags.retrain && origin !== until)
      ({ model, cpuSeconds } = learn(series, calendar, { until: origin }));
    const lines: (string | number)[][] = [];
    const started = performance.now();
    forecastsAt(model, series, calendar, origin, NEWCOMER_DAYS, (s, f) => {
      const n = origin - s.first + 1;
      all.liandian.add(s, origin, f);
      week.add(s, origin, f);
      for (let j = 0; j < HORIZON; j += 1)
        lines.push([
          dayText(origin),
          s.store,
          s.item,
          dayText(f.from + j),
          s.sold[n + j] ?? 0,
          f.daily[j] ?? 0,
          f.lo[j] ?? 0,
          f.hi[j] ?? 0,
        ]);
    });
    ms += performance.now() - started;
    for (const s of series) {
      const n = origin - s.first + 1;
      if (n < NEWCOMER_DAYS || s.sold.length < n + HORIZON) continue;
      all.snaive.add(s, origin, bare(PLAIN.snaive(s, n)));
      all.holtWinters.add(s, origin, bare(PLAIN.holtWinters(s, n)));
    }
    for (const line of lines) await table.write(line);
    byWeek[dayText(origin + 1)] = week.score();
    process.stderr.write(`已检验 ${dayText(origin + 1)} 起的一周\n`);
  }
  await table.close();
  const scores = {
    liandian: all.liandian.score(),
    snaive: all.snaive.score(),
    holtWinters: all.holtWinters.score(),
  };
  return {
    scores,
    byWeek,
    learnt: { until: dayText(until), rows: model.trainedOn.rows, cpuSeconds },
    msPerSeries: ms / Math.max(1, scores.liandian.count),
  };
}
