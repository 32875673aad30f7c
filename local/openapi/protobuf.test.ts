import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readArguments, writeAnswer } from './protobuf';

/** Protobuf by the book, for the other side. */
const varint = (n: number): number[] =>
  n < 128 ? [n] : [(n % 128) + 128, ...varint(Math.floor(n / 128))];
const bytes = (number: number, content: Buffer) =>
  Buffer.concat([Buffer.from([number * 8 + 2, ...varint(content.length)]), content]);

test('arguments of any length and alphabet come through', () => {
  const value = fc.string({ unit: 'grapheme', maxLength: 400 });
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), value), (args) => {
      const pairs = Object.entries(args).map(([key, text]) =>
        bytes(1, Buffer.concat([bytes(1, Buffer.from(key)), bytes(2, Buffer.from(text))])),
      );
      const message = Buffer.concat([Buffer.from([8, 1]), bytes(2, Buffer.concat(pairs))]);
      expect(Object.fromEntries(readArguments(message))).toEqual({ ...args });
    }),
  );
});

test('an answer is two fields', () => {
  expect([...writeAnswer('a/b', Buffer.from('{}'))]).toEqual([10, 2, 123, 125, 18, 3, 97, 47, 98]);
});

test('a message cut off in a number is refused, not misread', () => {
  expect(() => readArguments(Buffer.from([18, 0x80]))).toThrow('truncated');
});
