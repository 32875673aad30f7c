import { expect, test } from 'vitest';
import { CODE_LENGTH, pickupDigits, plainCode } from './pickup';

test('a code is ten digits, always the same for one secret', () => {
  expect(pickupDigits('k_7H3DQ2')).toMatch(new RegExp(`^\\d{${CODE_LENGTH}}$`));
  expect(pickupDigits('k_7H3DQ2')).toBe(pickupDigits('k_7H3DQ2'));
});

test('neighbouring secrets share no code and all leading digits occur', () => {
  const codes = Array.from({ length: 5_000 }, (_, i) =>
    pickupDigits(`k_${i.toString(36)}ABCDEFGH`),
  );
  expect(new Set(codes).size).toBe(5_000);
  expect(new Set(codes.map((code) => code[0])).size).toBe(10);
});

test('spaces and dashes of a typed code do not matter', () => {
  expect(plainCode(' 1234 567-890 ')).toBe('1234567890');
});
