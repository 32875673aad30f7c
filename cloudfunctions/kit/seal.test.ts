import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { base32, ulid } from './ids';
import { createSeal, deriver, maskPhone, normalPhone, type Keys } from './seal';

const KEYS: Keys = {
  data: [{ id: 'k1', key: Buffer.alloc(32, 1) }],
  index: Buffer.alloc(32, 2),
};
const PLACE = { collection: 'addressBooks', id: 'm_1', field: 'home' } as const;

// The answers were computed with another implementation (Python's hmac and cryptography).
test('known answers: what was sealed and indexed years ago must still open and be found', () => {
  const fixed = createSeal(KEYS, (n) => Buffer.alloc(n, 7));
  const sealed = fixed.seal(PLACE, '林悦 13800138000');
  expect(sealed).toBe('cm1.k1.BwcHBwcHBwcHBwcHa219Qo0IkZAqojQAl_Nf-peZeFCoQ9TEFHr-b6jKDGLvRg');
  expect(createSeal(KEYS).open(PLACE, sealed)).toBe('林悦 13800138000');
  expect(fixed.index('phone', '13800138000')).toBe('MMKCTJNPY3B476FPE41XQJ2QH6');
  expect(fixed.index('openid', 'o1')).toBe('D447BXJWEPJMM9J29VNX25AWX2');
  expect(base32(deriver(KEYS.index)(['a', 'b']))).toBe(
    '5NEEV91CVHR7V7S3CTRE5MWPGRKVH9BM9T8MKX26T7NATK0WPHWG',
  );
});

test('what is sealed opens at its own place only', () => {
  const seal = createSeal(KEYS);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const sealed = seal.seal(PLACE, text);
      // Lone surrogates have no UTF-8 form; everything else comes back as it was.
      expect(seal.open(PLACE, sealed)).toBe(Buffer.from(text, 'utf8').toString('utf8'));
    }),
  );
  const sealed = seal.seal(PLACE, 'x');
  for (const other of [
    { ...PLACE, id: 'm_2' },
    { ...PLACE, field: 'work' },
    { ...PLACE, collection: 'members' as const },
  ])
    expect(() => seal.open(other, sealed)).toThrow('Unsupported state');
  expect(seal.seal(PLACE, 'x')).not.toBe(sealed);
});

test('every changed bit is noticed', () => {
  const seal = createSeal(KEYS);
  const [head, id, body = ''] = seal.seal(PLACE, '13800138000').split('.');
  const bytes = Buffer.from(body, 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const forged = Buffer.from(bytes);
    forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const text = [head, id, forged.toString('base64url')].join('.');
    expect(() => seal.open(PLACE, text)).toThrow('Unsupported state');
  }
  for (const wrong of [
    '',
    'cm1.k1',
    'cm1.k9.AAAA',
    'cm2.k1.AAAA',
    'cm1.k1.AAAA',
    `${head}.${id}.${body}.x`,
  ])
    expect(() => seal.open(PLACE, wrong)).toThrow('not sealed by a known key');
});

test('a new key seals, the old one still opens; indexes do not change with data keys', () => {
  const before = createSeal(KEYS);
  const both = createSeal({
    ...KEYS,
    data: [{ id: 'k2', key: Buffer.alloc(32, 3) }, ...KEYS.data],
  });
  expect(both.open(PLACE, before.seal(PLACE, 'old'))).toBe('old');
  expect(both.seal(PLACE, 'new')).toMatch(/^cm1\.k2\./);
  expect(() => before.open(PLACE, both.seal(PLACE, 'new'))).toThrow('known key');
  expect(both.index('phone', '13800138000')).toBe(before.index('phone', '13800138000'));
});

test('one phone, however it is spelt; kinds never meet', () => {
  const seal = createSeal(KEYS);
  const spellings = [
    '13800138000',
    '+86 138 0013 8000',
    '138-0013-8000',
    '１３８００１３８０００',
    '(138)00138000',
  ];
  expect(new Set(spellings.map((s) => seal.index('phone', s))).size).toBe(1);
  for (const wrong of [
    '',
    '1380013800',
    "1380013800' or 1",
    '23800138000',
    '+85 13800138000',
    '138001380001',
  ])
    expect([wrong, normalPhone(wrong)]).toEqual([wrong, undefined]);
  expect(() => seal.index('phone', '110')).toThrow('not a phone number');
  expect(seal.index('openid', '13800138000')).not.toBe(seal.index('phone', '13800138000'));
  expect(seal.index('code', '13800138000')).not.toBe(seal.index('openid', '13800138000'));
  expect(maskPhone('13800138000')).toBe('138****8000');
});

test('derived ids cannot be shifted between their parts', () => {
  const derive = deriver(KEYS.index);
  expect(base32(derive(['ab', 'c']))).not.toBe(base32(derive(['a', 'bc'])));
  expect(base32(derive(['a']))).not.toBe(base32(deriver(Buffer.alloc(32, 9))(['a'])));
});

test('ids sort by time and follow the published form', () => {
  // The example in the readme of ULID's reference implementation.
  expect(ulid(1_469_918_176_385, new Uint8Array(10)).slice(0, 10)).toBe('01ARYZ6S41');
  expect(ulid(0, new Uint8Array(10).fill(255))).toBe(`${'0'.repeat(10)}${'Z'.repeat(16)}`);
  fc.assert(
    fc.property(
      fc.nat(2 ** 31),
      fc.nat(2 ** 31),
      fc.uint8Array({ minLength: 10, maxLength: 10 }),
      (a, b, bytes) => {
        const [x, y] = [ulid(a, bytes), ulid(b, bytes)];
        expect(x).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
        expect(Math.sign(a - b)).toBe(x < y ? -1 : x > y ? 1 : 0);
      },
    ),
  );
});
