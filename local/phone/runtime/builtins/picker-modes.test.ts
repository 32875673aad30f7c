import { expect, test } from 'vitest';
import { type PickerData, pickerMode } from './picker-modes';

const data = (change: Partial<PickerData>): PickerData => ({
  range: [],
  rangeKey: '',
  value: '',
  start: '',
  end: '',
  fields: '',
  ...change,
});

test('selector shows a key of objects and answers with an index', () => {
  const mode = pickerMode(
    'selector',
    data({ range: [{ name: '一店' }, { name: '二店' }], rangeKey: 'name', value: 1 }),
  );
  expect(mode.columns([])).toEqual([['一店', '二店']]);
  expect(mode.indexes()).toEqual([1]);
  expect(mode.value([0])).toBe('0');
});

test('time stays between start and end', () => {
  const mode = pickerMode('time', data({ start: '08:30', end: '10:15', value: '09:05' }));
  expect(mode.columns([0])).toEqual([['08', '09', '10'], expect.arrayContaining(['30', '59'])]);
  expect(mode.columns([0])[1]).not.toContain('29');
  expect(mode.columns([2])[1]).toHaveLength(16);
  expect(mode.value(mode.indexes())).toBe('09:05');
});

test('date knows the length of months and the ends of the span', () => {
  const mode = pickerMode(
    'date',
    data({ start: '2026-02-10', end: '2028-12-31', value: '2028-02-29' }),
  );
  expect(mode.value(mode.indexes())).toBe('2028-02-29');
  expect(mode.columns([0, 0, 0])[1]?.[0]).toBe('2月');
  expect(mode.columns([0, 0, 0])[2]).toHaveLength(19);
  // From 31 January to February: the last day there is.
  expect(
    pickerMode('date', data({ start: '2027-01-01', end: '2027-12-31' })).value([0, 1, 30]),
  ).toBe('2027-02-28');
});

test('date by month and by year', () => {
  const month = pickerMode(
    'date',
    data({ fields: 'month', value: '2026-05', start: '2020-01-01' }),
  );
  expect(month.indexes()).toHaveLength(2);
  expect(month.value(month.indexes())).toBe('2026-05');
});

test('region follows the province', () => {
  const mode = pickerMode('region', data({ value: ['浙江省', '宁波市', '江北区'] }));
  expect(mode.value(mode.indexes())).toEqual(['浙江省', '宁波市', '江北区']);
});
