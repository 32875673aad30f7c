import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { epochDay } from '#shared/domain/forecast/series';
import { readCalendar } from './calendars';
import { readFlags } from './flags';
import { readSales } from './sales';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'forecast-files-'));
});
afterAll(() => rmSync(dir, { recursive: true }));
const file = (name: string, lines: readonly string[]): string => {
  const at = path.join(dir, name);
  const text = `${lines.join('\n')}\n`;
  writeFileSync(at, name.endsWith('.gz') ? gzipSync(text) : text);
  return at;
};
const cities = () =>
  readCalendar(
    file('city.csv.gz', [
      'city_id,dt,holiday,rain,temp',
      '7,2024-04-04,1,0.0,15',
      '7,2024-04-05,0,0.0,15',
      '8,2024-04-05,1,0.0,15',
    ]),
  );

describe('calendars', () => {
  test('days off by city; beyond the file the weekday decides', () => {
    const { calendar, first } = cities();
    expect(first).toBe(epochDay('2024-04-04'));
    expect(calendar('7', epochDay('2024-04-04')).off).toBe(1);
    expect(calendar('7', epochDay('2024-04-05')).off).toBe(0);
    expect(calendar('8', epochDay('2024-04-05')).off).toBe(1);
    expect(calendar('7', epochDay('2024-04-13')).off).toBe(1);
    expect(calendar('7', epochDay('2024-04-15')).off).toBe(0);
  });
  test('events and benefit days by state', () => {
    const { calendar, firstNumber } = readCalendar(
      file('m5.csv', [
        'd,date,weekday,event_name_1,event_name_2,snap_ca,snap_tx',
        '29,2011-02-26,Saturday,,,0,1',
        '30,2011-02-27,Sunday,Easter,,1,0',
      ]),
    );
    expect(firstNumber).toBe(29);
    expect(calendar('CA', epochDay('2011-02-27'))).toEqual({ off: 1, event: 'Easter', flag: 1 });
    expect(calendar('TX', epochDay('2011-02-26')).flag).toBe(1);
  });
  test("a chain's own: 调休 as it is written", () => {
    const { calendar } = readCalendar(
      file('own.csv', ['日期,休息,节日', '2026-02-15,0,', '2026-02-17,1,春节']),
    );
    expect(calendar('杭州', epochDay('2026-02-15')).off).toBe(0);
    expect(calendar('杭州', epochDay('2026-02-17')).event).toBe('春节');
  });
  test('a faulty date is named with its line', () => {
    const faulty = file('bad.csv', ['date,off', '2026-02-15,0', 'soon,1']);
    expect(() => readCalendar(faulty)).toThrow(/bad\.csv 第 3 行.*soon/);
  });
});

describe('sales', () => {
  test('a line a series with stock-outs, discounts and activities; plans run on', () => {
    const [s] = readSales(
      file('frn.csv.gz', [
        'city,store,cat1,cat2,cat3,product,sale[90],stockout_hours_6_22[90],discount_pct,activity',
        '7,3,1,28,9,44,1 2.5 0,0 8 16,100 90 80 70,0110',
      ]),
      cities(),
    );
    expect(s).toMatchObject({ id: '3/44', region: '7', category: '28', priceIsShare: true });
    expect(Array.from(s?.sold ?? [])).toEqual([1, 2.5, 0]);
    expect(Array.from(s?.outShare ?? [])).toEqual([0, 0.5, 1]);
    expect(Array.from(s?.price ?? [])).toEqual([1, 0.9, 0.8, 0.7]);
    expect(s?.first).toBe(epochDay('2024-04-04'));
  });
  test('counted days and a file of price changes beside it', () => {
    const dates = readCalendar(file('m5b.csv', ['d,date,snap_ca', '29,2011-02-26,0']));
    file('x_prices.csv', ['store,item,changes', 'CA_1,FOODS_3_001,30:2.5 32:2']);
    const sales = file('x_sales.csv', ['store,item,first_d,sales', 'CA_1,FOODS_3_001,30,1 0 4']);
    const [s] = readSales(sales, dates);
    expect(s).toMatchObject({ region: 'CA', category: 'FOODS_3', first: epochDay('2011-02-27') });
    expect(Array.from(s?.price ?? []).slice(0, 4)).toEqual([2.5, 2.5, 2, 2]);
  });
  test("a line a day, as the chain's import takes it; gaps are days without sales", () => {
    const [s, other] = readSales(
      file('chain.csv', [
        '日期,门店编码,条码,销量,缺货小时,成交价占比(%)',
        '2026-11-01,HZ001,69001,4,0,100',
        '2026-11-03,HZ001,69001,6,8,80',
        '2026-11-02,HZ002,69001,1,,',
      ]),
      cities(),
    );
    expect(Array.from(s?.sold ?? [])).toEqual([4, 0, 6]);
    expect(s?.outShare?.[2]).toBe(0.5);
    expect(s?.price?.[2]).toBe(0.8);
    expect(Array.from(other?.sold ?? [])).toEqual([1, 0]);
  });
  test.each([
    ['no.csv', ['a,b,c', '1,2,3'], /no\.csv 第 1 行：不认识这种表头/],
    ['empty.csv', ['store,item,first_d,sales'], /空的/],
    ['word.csv', ['store,item,first_d,sales', 'a,b,29,1 two 3'], /第 2 行.*第 2 个数.*two/],
    ['date.csv', ['日期,门店编码,条码,销量', 'x,a,b,1'], /第 2 行：日期/],
  ])('%s is refused in words', (name, lines, message) => {
    expect(() => readSales(file(name, lines), cities())).toThrow(message);
  });
  test('a file that is not there is named', () => {
    expect(() => readSales('/nowhere/x.csv', cities())).toThrow('找不到文件 /nowhere/x.csv');
  });
});

describe('flags', () => {
  const needed = ['--sales', 'a', '--calendar', 'b', '--out', 'c.csv'];
  test('what is not said is the usual', () => {
    expect(readFlags(needed)).toMatchObject({ horizon: 7, backtest: 0, apart: 7, retrain: false });
  });
  test.each([
    [[], /npm run forecast/],
    [[...needed, '--horizon', '28'], /1 到 7/],
    [[...needed, '--backtest', '-1'], /--backtest/],
    [[...needed, '--colour', 'red'], /npm run forecast/],
  ])('%j is answered with what would be right', (args, message) => {
    expect(readFlags(args)).toMatch(message);
  });
});
