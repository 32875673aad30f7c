import { expect, test } from 'vitest';
import { products } from '../../scripts/seed/demo/products';
import { initialsOf } from './pinyin';
import { found, wordsOf } from './search';

const finds = (query: string, ...fields: string[]) => found(wordsOf(query), ...fields);

test('goods are found by name, by spec, by barcode and by the first letters of pinyin', () => {
  const milk = ['伊利 纯牛奶', '1L', '6901234567890'];
  expect(finds('牛奶 1l', ...milk)).toBe(true);
  expect(finds('cnn', ...milk)).toBe(true);
  expect(finds('YLCNN', ...milk)).toBe(true);
  expect(finds('6901234', ...milk)).toBe(true);
  expect(finds('ｃｎｎ', ...milk)).toBe(true);
  expect(finds('snn', ...milk)).toBe(false);
  // Letters do not reach from one field into the next, and one letter alone is no search by letters.
  expect(finds('n1l', ...milk)).toBe(false);
  expect(finds('y', ...milk)).toBe(false);
  expect(finds('', ...milk)).toBe(true);
});

test('every character the catalogue is written with has its letter', () => {
  const text = JSON.stringify(products);
  const unknown = [...new Set(text.match(/[一-鿿]/g))].filter((char) => initialsOf(char) === '');
  expect(unknown).toEqual([]);
});
