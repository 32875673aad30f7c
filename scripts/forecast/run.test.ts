import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Score } from '#shared/domain/forecast/score';
import { dayText } from '#shared/domain/forecast/series';
import { madeChain } from '#shared/domain/forecast/testing';
import { run } from './run';

let dir = '';
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'forecast-run-'));
  const chain = madeChain({ shops: 4, items: 6, days: 70 });
  const lines = chain.map(({ series: s }) =>
    [
      '1',
      s.store,
      '',
      s.category,
      '',
      s.item,
      Array.from(s.sold).join(' '),
      Array.from(s.outShare ?? [], (v) => 16 * v).join(' '),
      '100',
      Array.from(s.promo ?? []).join(''),
    ].join(','),
  );
  const header = 'city,store,cat1,cat2,cat3,product,sale,stockout_hours,discount_pct,activity';
  writeFileSync(path.join(dir, 'sales.csv'), [header, ...lines].join('\n'));
  const first = chain[0]?.series.first ?? 0;
  writeFileSync(path.join(dir, 'days.csv'), `date,off\n${dayText(first)},0\n`);
  await run({
    sales: path.join(dir, 'sales.csv'),
    calendar: path.join(dir, 'days.csv'),
    prices: undefined,
    out: path.join(dir, 'coming.csv'),
    horizon: 7,
    backtest: 2,
    apart: 7,
    retrain: false,
  });
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true }));
const read = (name: string): string => readFileSync(path.join(dir, name), 'utf8');

test('seven lines a series, expected values inside their ranges', () => {
  const [header, ...rows] = read('coming.csv').trim().split('\n');
  expect(header).toBe('store,item,date,expected,p50,lo,hi,method');
  expect(rows).toHaveLength(24 * 7);
  for (const row of rows) {
    const [, , , expected, , lo, hi, method] = row.split(',');
    expect(Number(expected)).toBeGreaterThanOrEqual(Number(lo));
    expect(Number(expected)).toBeLessThanOrEqual(Number(hi));
    expect(method).toBe('trees');
  }
});

test('the report tells all measures, beside plain methods, and better than last week repeated', () => {
  const { scores } = JSON.parse(read('coming.report.json')) as { scores: Record<string, Score> };
  const { liandian, snaive } = scores;
  expect(liandian?.count).toBe(48);
  expect(liandian?.wape7).toBeLessThan(0.9 * (snaive?.wape7 ?? 0));
  expect(liandian?.mase).toBeLessThan(1);
});

test('every checked forecast can be scored again by anyone', () => {
  const text = gunzipSync(readFileSync(path.join(dir, 'coming.backtest.csv.gz'))).toString('utf8');
  const rows = text.trim().split('\n').slice(1);
  expect(rows).toHaveLength(2 * 24 * 7);
  let miss = 0;
  let sold = 0;
  for (const row of rows) {
    const [, , , , came = '', expected = ''] = row.split(',');
    miss += Math.abs(Number(expected) - Number(came));
    sold += Number(came);
  }
  const { scores } = JSON.parse(read('coming.report.json')) as { scores: Record<string, Score> };
  expect(miss / sold).toBeCloseTo(scores.liandian?.wape ?? 0, 3);
});
