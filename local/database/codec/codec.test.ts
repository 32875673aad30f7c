import { EJSON } from 'bson';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { documents } from '../arbitraries';
import { equal } from '../values/compare';
import { decode } from './decode';
import { encode } from './encode';

const now = () => 1_000_000;

it("reads what the SDK's own EJSON library writes", () => {
  fc.assert(
    fc.property(documents, (doc) => {
      const text = EJSON.stringify(doc, { relaxed: false });
      expect(equal(decode(text, now), doc)).toBe(true);
    }),
  );
});

it("writes what the SDK's own EJSON library reads", () => {
  fc.assert(
    fc.property(documents, (doc) => {
      const back: unknown = EJSON.parse(encode(doc));
      expect(back).toEqual(doc);
    }),
  );
});

it('keeps dates to the millisecond, also before 1970, and numbers that JSON cannot hold', () => {
  const doc = { at: new Date(-1), nan: Number.NaN, big: 2 ** 40, far: -Infinity };
  expect(decode(encode(doc), now)).toEqual(doc);
});

it('answers server dates from the clock it is given', () => {
  const text = '{"at":{"$tcb_server_date":{"offset":{"$numberInt":"1000"}}}}';
  expect(decode(text, now)).toEqual({ at: new Date(1_001_000) });
});

it('reads regular expressions and object ids', () => {
  const text = '{"r":{"$regularExpression":{"pattern":"a.b","options":"ix"}},"o":{"$oid":"65f0"}}';
  expect(decode(text, now)).toEqual({ r: /a.b/i, o: '65f0' });
});

it('refuses broken JSON and a field that would change a prototype', () => {
  expect(() => decode('{', now)).toThrow('EJSON');
  expect(() => decode('{"__proto__":{"admin":true}}', now)).toThrow('__proto__');
});
