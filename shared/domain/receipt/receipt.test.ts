import { describe, expect, test } from 'vitest';
import { COLUMNS, centred, cut, spread, widthOf, wrap } from './columns';
import { escpos } from './escpos';
import { slipOf, type SlipFacts } from './slip';

const facts: SlipFacts = {
  storeName: '连店 文三路店',
  storeAddress: '杭州市西湖区文三路 478 号华星时代广场一层 103 室',
  storePhone: '0571-88880001',
  orderNo: '2611220123456789',
  at: Date.UTC(2026, 10, 22, 2),
  cashier: '许岚',
  customer: '林悦',
  goods: [
    {
      title: '特级初榨橄榄油西班牙原瓶进口家庭装礼盒',
      spec: '750ml×2',
      qty: 12,
      priceFen: 1_299_900,
      amountFen: 15_598_800,
      gift: false,
      back: 0,
    },
    { title: '酸奶', spec: '', qty: 1, priceFen: 0, amountFen: 0, gift: true, back: 0 },
  ],
  changes: [{ label: '满 100 减 20', fen: -2_000 }],
  payableFen: 15_596_800,
  paid: [{ label: '现金', fen: 15_596_800 }],
  givenFen: 15_600_000,
  changeFen: 3_200,
  earned: 155_968,
  refundedFen: 0,
  n: 1,
};

describe('columns', () => {
  test('a Chinese character takes two columns, a letter one', () => {
    expect(widthOf('酸奶 A1')).toBe(7);
    expect(widthOf('（￥）')).toBe(6);
  });
  test('nothing is lost by wrapping and no row is too wide', () => {
    const text = '杭州市西湖区文三路 478 号华星时代广场一层 103 室';
    const rows = wrap(text, 10);
    expect(rows.join('')).toBe(text);
    expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(10);
  });
  test('a half character is never printed', () => expect(cut('酸奶', 3)).toBe('酸'));
  test('two ends share a row, or take two', () => {
    expect(spread('应收', '12.50', 12)).toEqual(['应收   12.50']);
    expect(spread('很长很长的名字', '12.50', 12)).toEqual(['很长很长的名', '字', '       12.50']);
  });
  test('the middle', () => expect(centred('连店', 8)).toBe('  连店'));
});

describe('slip', () => {
  test('every row fits the paper, whatever the names and amounts', () => {
    const rows = slipOf(facts).filter(({ kind }) => kind === 'text');
    expect(rows.length).toBeGreaterThan(10);
    expect(Math.max(...rows.map(({ text }) => widthOf(text)))).toBeLessThanOrEqual(COLUMNS);
  });
  test('tells what was paid, given and back', () => {
    const said = slipOf(facts).map(({ text }) => text);
    expect(said).toContain('应收                  155,968.00');
    expect(said).toContain('找零                       32.00');
    expect(said.join('\n')).not.toContain('补打');
  });
  test('a second print says so', () => {
    expect(slipOf({ ...facts, n: 2 }).map(({ text }) => text)).toContain('*** 补打 第 2 次 ***');
  });
});

describe('ESC/POS', () => {
  const ascii = (text: string) => Uint8Array.from([...text].map((c) => c.charCodeAt(0) & 0x7f));
  test('begins clean in Chinese mode and ends with a cut', () => {
    const bytes = [...escpos(slipOf(facts), ascii)];
    expect(bytes.slice(0, 4)).toEqual([0x1b, 0x40, 0x1c, 0x26]);
    expect(bytes.slice(-4)).toEqual([0x1d, 0x56, 0x42, 0]);
  });
  test('the order number is a CODE128 barcode', () => {
    const bytes = [...escpos([{ kind: 'barcode', text: '2611' }], ascii)];
    const at = bytes.findIndex((byte, i) => byte === 0x1d && bytes[i + 1] === 0x6b);
    expect(bytes.slice(at, at + 10)).toEqual([0x1d, 0x6b, 73, 6, 0x7b, 0x42, 50, 54, 49, 49]);
  });
  test('a QR code carries its text', () => {
    const bytes = [...escpos([{ kind: 'qr', text: 'AB' }], ascii)];
    expect(bytes.join()).toContain([0x1d, 0x28, 0x6b, 5, 0, 0x31, 0x50, 0x30, 65, 66].join());
  });
});
