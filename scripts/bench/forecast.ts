import { parseArgs } from 'node:util';
import { forecastSeries, eveningOf } from '#shared/domain/forecast/predict';
import { scorer } from '#shared/domain/forecast/score';
import type { Guess, Score } from '#shared/domain/forecast/score';
import { HORIZON } from '#shared/domain/forecast/series';
import type { Series } from '#shared/domain/forecast/series';
import { judged, lastDay, originsOf, refreshed } from '../forecast/backtest';
import { readCalendar } from '../forecast/calendars';
import { learn } from '../forecast/learn';
import { bare, PLAIN } from '../forecast/plain';
import { readSales } from '../forecast/sales';
import { progress, report, round } from './figures';
import { etsForecasts } from './forecastEts';
import type { Past } from './forecastEts';

const USAGE = `npm run bench -- forecast --sales FILE --calendar FILE [--prices FILE] --backtest N [--apart DAYS]
  [--least-days 28] [--ets EVERY]: one training before the first week, N forecasts of seven days;
  --ets 17 compares every 17th series with R's forecast::ets on the same days`;
const text = { type: 'string' } as const;

/** Series and evening compared with R. */
interface Pick extends Past {
  readonly origin: number;
  readonly guess: Guess;
}

/**
 * Accuracy, cost and memory of the forecast in the protocol of algorithms.md §2, plain methods beside it in the same
 * run. FreshRetailNet: `--backtest 4 --ets 17`; M5: `--backtest 12 --apart 28 --least-days 56 --ets 10`.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      sales: text,
      calendar: text,
      prices: text,
      backtest: text,
      apart: text,
      'least-days': text,
      ets: text,
    },
  });
  if (values.sales === undefined || values.calendar === undefined) {
    console.error(USAGE);
    process.exit(2);
  }
  const dates = readCalendar(values.calendar);
  const series = readSales(values.sales, dates, values.prices);
  const origins = originsOf(
    lastDay(series),
    Number(values.backtest ?? 4),
    Number(values.apart ?? HORIZON),
  );
  const least = Number(values['least-days'] ?? 28);
  const every = Number(values.ets ?? 0);
  const until = origins.at(-1) ?? lastDay(series);

  const { model, cpuSeconds } = learn(series, dates.calendar, { until });
  const rss = process.resourceUsage().maxRSS / 1024;
  report('forecast', {
    part: 'training',
    ...model.trainedOn,
    cpuSeconds: round(cpuSeconds),
    maxRssMb: round(rss, 0),
    cpuSecondsPer300kRows: round((cpuSeconds * 300_000) / model.trainedOn.rows),
  });

  const own = scorer();
  const snaive = scorer();
  const holtWinters = scorer();
  const picks: Pick[] = [];
  let cpuMs = 0;
  let count = 0;
  for (const [k, origin] of origins.entries()) {
    const before = process.cpuUsage();
    const current = refreshed(model, series, dates.calendar, origin);
    const scene = eveningOf(current, series, dates.calendar, origin);
    const found: [Series, Guess][] = [];
    for (const s of series)
      if (judged(s, origin, least)) found.push([s, forecastSeries(current, scene, s)]);
    const { user, system } = process.cpuUsage(before);
    cpuMs += (user + system) / 1_000;
    count += found.length;
    for (const [s, guess] of found) {
      own.add(s, origin, guess);
      const n = origin - s.first + 1;
      snaive.add(s, origin, bare(PLAIN.snaive(s, n)));
      holtWinters.add(s, origin, bare(PLAIN.holtWinters(s, n)));
    }
    const compared = every > 0 && k % (origins.length > 4 ? 4 : 1) === 0;
    const chosen = new Set(compared ? series.filter((_, i) => i % every === 3) : []);
    for (const [s, guess] of found)
      if (chosen.has(s)) picks.push({ series: s, n: origin - s.first + 1, origin, guess });
    progress(`${k + 1} / ${origins.length}`);
  }
  report('forecast', {
    part: 'forecasting',
    msPerSeries: round(cpuMs / count, 2),
    msPerSeriesWithTraining: round((cpuMs + 1_000 * cpuSeconds) / count, 2),
    msPerSeriesTrainedEachTime: round(cpuMs / count + (1_000 * cpuSeconds) / series.length, 2),
  });
  tell('all', { liandian: own.score(), snaive: snaive.score(), holtWinters: holtWinters.score() });
  if (picks.length > 0) await compare(picks);
}

/** The sub-sample on which R can be waited for. */
async function compare(picks: readonly Pick[]): Promise<void> {
  progress(`R ets: ${picks.length} series`);
  const ets = etsForecasts(picks);
  if (!ets) {
    progress('no Rscript with the package forecast here: not compared with ets');
    return;
  }
  const theirs = scorer();
  const own = scorer();
  const holtWinters = scorer();
  picks.forEach(({ series, origin, n, guess }, i) => {
    theirs.add(series, origin, bare(ets.daily[i] ?? []));
    own.add(series, origin, guess);
    holtWinters.add(series, origin, bare(PLAIN.holtWinters(series, n)));
  });
  const [a, b] = [own.score(), theirs.score()];
  tell('sub-sample', { liandian: a, ets: b, holtWinters: holtWinters.score() });
  report('forecast', {
    part: 'against ets',
    etsMsPerSeries: round(ets.msPerSeries, 0),
    wape7: round(a.wape7 / b.wape7, 3),
    wrmsse: round(a.wrmsse / b.wrmsse, 3),
  });
}

function tell(part: string, scores: Readonly<Record<string, Score>>): void {
  for (const [method, score] of Object.entries(scores)) {
    const figures = Object.entries(score).map(([name, value]) => [
      name,
      value === undefined ? undefined : round(Number(value), 4),
    ]);
    report('forecast', { part, method, ...Object.fromEntries(figures) });
  }
}
