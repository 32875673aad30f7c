import type { Score } from '#shared/domain/forecast/score';

const percent = (value: number | undefined): string =>
  value === undefined ? '—' : `${(100 * value).toFixed(1)}%`;
const COLUMNS: readonly [string, (s: Score) => string][] = [
  ['WAPE', (s) => percent(s.wape)],
  ['WAPE7', (s) => percent(s.wape7)],
  ['MASE', (s) => s.mase.toFixed(3)],
  ['WRMSSE', (s) => s.wrmsse.toFixed(3)],
  ['偏差', (s) => percent(s.bias)],
  ['不缺货日偏差', (s) => percent(s.fullBias)],
  ['80% 区间命中', (s) => percent(s.cover)],
  ['周区间命中', (s) => percent(s.cover7)],
];

/** The measures of several methods, one a line, all together: each alone can be gamed. */
export function scoreTable(scores: Readonly<Record<string, Score>>): string {
  const lines = Object.entries(scores).map(([name, score]) =>
    [name, ...COLUMNS.map(([, cell]) => cell(score))].join('\t'),
  );
  return [['方法', ...COLUMNS.map(([name]) => name)].join('\t'), ...lines].join('\n');
}
